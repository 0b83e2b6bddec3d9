package io.containerrun.engine.internal.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One header block of a tar archive, in the POSIX, GNU or old form. */
final class TarHeader {

  /** The size of a block in bytes; a header is one, and content is filled up to whole ones. */
  static final int BLOCK = 512;

  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_END = 156;
  private static final int TYPE = 156;
  private static final byte[] POSIX = {'u', 's', 't', 'a', 'r', 0};

  private final byte[] block;

  /**
   * Creates one.
   *
   * @param block of {@link #BLOCK} bytes
   */
  TarHeader(byte[] block) {
    this.block = block;
  }

  /** Whether it is a block of zeros, which marks the end of an archive. */
  boolean isEnd() {
    return Arrays.equals(block, new byte[BLOCK]);
  }

  /**
   * Checks the sum of the bytes.
   *
   * @throws IOException if it is wrong
   */
  void requireIntact() throws IOException {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= CHECKSUM && i < CHECKSUM_END ? ' ' : block[i] & 0xff;
    }
    if (number(CHECKSUM, 8) != sum) {
      throw new IOException("this is not a tar archive: the checksum of a header is wrong");
    }
  }

  char type() {
    return (char) block[TYPE];
  }

  String name() throws IOException {
    boolean posix = Arrays.equals(block, 257, 263, POSIX, 0, POSIX.length);
    String prefix = posix ? text(345, 155) : "";
    return prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100);
  }

  String linkName() throws IOException {
    return text(157, 100);
  }

  int mode() throws IOException {
    return (int) (number(100, 8) & 07777);
  }

  long uid() throws IOException {
    return number(108, 8);
  }

  long gid() throws IOException {
    return number(116, 8);
  }

  long size() throws IOException {
    return number(124, 12);
  }

  /** Seconds since 1970. */
  long modified() throws IOException {
    return number(136, 12);
  }

  private String text(int start, int length) throws IOException {
    int end = start;
    while (end < start + length && block[end] != 0) {
      end++;
    }
    return text(block, start, end);
  }

  /** Decodes a name. */
  static String text(byte[] bytes, int start, int end) throws IOException {
    try {
      ByteBuffer text = ByteBuffer.wrap(bytes, start, end - start);
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException notText) {
      String rough = new String(bytes, start, end - start, StandardCharsets.UTF_8);
      throw new IOException(
          "the name " + FileNames.shown(rough) + " in the archive is not UTF-8; rename the file",
          notText);
    }
  }

  /** A number in octal digits, or in binary if the highest bit is set. */
  private long number(int start, int length) throws IOException {
    return (block[start] & 0x80) == 0 ? octal(start, length) : binary(start, length);
  }

  private long octal(int start, int length) throws IOException {
    String digits = new String(block, start, length, StandardCharsets.ISO_8859_1);
    int end = digits.indexOf(0);
    String trimmed = (end < 0 ? digits : digits.substring(0, end)).strip();
    try {
      return trimmed.isEmpty() ? 0 : Long.parseUnsignedLong(trimmed, 8);
    } catch (NumberFormatException notOne) {
      throw badNumber(notOne);
    }
  }

  private long binary(int start, int length) throws IOException {
    boolean negative = (block[start] & 0x40) != 0;
    long value = negative ? -1 : 0;
    for (int i = start; i < start + length; i++) {
      int bits = i == start && !negative ? block[i] & 0x7f : block[i] & 0xff;
      if (value != value << 8 >> 8) {
        throw badNumber(null);
      }
      value = value << 8 | bits;
    }
    return value;
  }

  private static IOException badNumber(@Nullable Exception cause) {
    return new IOException("the archive has a header with a number that cannot be read", cause);
  }
}
