package io.containerrun.engine.internal.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A tar archive that is written byte by byte, so that it can say what no program writes. */
final class RawArchive {

  private static final int BLOCK = 512;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  RawArchive folder(String name, int mode) {
    return add(name, '5', mode, "", "");
  }

  RawArchive file(String name, String content) {
    return add(name, '0', 0644, "", content);
  }

  RawArchive link(String name, String to) {
    return add(name, '2', 0777, to, "");
  }

  RawArchive hardLink(String name, String to) {
    return add(name, '1', 0644, to, "");
  }

  RawArchive add(String name, char type, int mode, String linkName, String content) {
    byte[] body = content.getBytes(StandardCharsets.UTF_8);
    bytes.writeBytes(
        header(name.getBytes(StandardCharsets.UTF_8), type, mode, linkName, body.length));
    bytes.writeBytes(Arrays.copyOf(body, (body.length + BLOCK - 1) / BLOCK * BLOCK));
    return this;
  }

  RawArchive pax(char type, String... keysAndValues) {
    StringBuilder records = new StringBuilder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      String record = " " + keysAndValues[i] + "=" + keysAndValues[i + 1] + "\n";
      int length = record.getBytes(StandardCharsets.UTF_8).length;
      int digits = Integer.toString(length).length();
      boolean carried = Integer.toString(length + digits).length() > digits;
      records.append(length + digits + (carried ? 1 : 0)).append(record);
    }
    return add("pax", type, 0644, "", records.toString());
  }

  RawArchive blocks(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  /** A header; a size may be any number. */
  static byte[] header(byte[] name, char type, int mode, String linkName, long size) {
    byte[] block = new byte[BLOCK];
    System.arraycopy(name, 0, block, 0, Math.min(name.length, 100));
    put(block, 100, String.format("%07o", mode));
    put(block, 108, "0000000");
    put(block, 116, "0000000");
    if (size >= 0 && size < 1L << 33) {
      put(block, 124, String.format("%011o", size));
    } else {
      binary(block, size);
    }
    put(block, 136, "00000000005");
    put(block, 148, "        ");
    block[156] = (byte) type;
    put(block, 157, linkName);
    put(block, 257, "ustar\0" + "00");
    int sum = 0;
    for (byte one : block) {
      sum += one & 0xff;
    }
    put(block, 148, String.format("%06o\0", sum));
    return block;
  }

  private static void binary(byte[] block, long size) {
    for (int i = 0; i < 12; i++) {
      block[124 + i] = (byte) (i < 4 ? size >> 63 : size >> (8 * (11 - i)));
    }
    block[124] |= (byte) 0x80;
  }

  private static void put(byte[] block, int at, String text) {
    byte[] ascii = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(ascii, 0, block, at, ascii.length);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  InputStream open() {
    return new ByteArrayInputStream(bytes());
  }
}
