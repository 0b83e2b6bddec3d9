package io.containerrun.engine.internal.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Splits bytes into lines, in whatever pieces they come. Each line is decoded at once, so that a
 * character split between two pieces is read correctly: in UTF-8 only the newline contains its
 * byte. Used by one thread.
 */
public final class LineSplitter {

  /** Longer lines are passed on in pieces, so that output without newlines is bounded too. */
  static final int LONGEST = 1 << 20;

  private final Consumer<String> consumer;

  /** The unfinished line. */
  private byte[] unfinished = new byte[256];

  private int size;

  public LineSplitter(Consumer<String> consumer) {
    this.consumer = consumer;
  }

  public void write(byte[] bytes, int offset, int length) {
    int start = offset;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      if (bytes[i] == '\n') {
        line(bytes, start, i);
        start = i + 1;
      }
    }
    keep(bytes, start, end);
  }

  /** Passes on a last line without a newline. */
  public void end() {
    if (size > 0) {
      pass(unfinished, 0, size);
      size = 0;
    }
  }

  private void line(byte[] bytes, int start, int end) {
    if (size == 0 && end - start <= LONGEST) {
      pass(bytes, start, end);
    } else {
      keep(bytes, start, end);
      int length = size;
      size = 0;
      pass(unfinished, 0, length);
    }
  }

  private void keep(byte[] bytes, int start, int end) {
    int from = start;
    while (size + (end - from) > LONGEST) {
      int count = LONGEST - size;
      append(bytes, from, count);
      from += count;
      passPiece();
    }
    append(bytes, from, end - from);
  }

  private void append(byte[] bytes, int from, int count) {
    if (size + count > unfinished.length) {
      unfinished =
          Arrays.copyOf(
              unfinished, Math.max(size + count, Math.min(2 * unfinished.length, LONGEST)));
    }
    System.arraycopy(bytes, from, unfinished, size, count);
    size += count;
  }

  /** Passes on a piece of a long line, up to the last complete character. */
  private void passPiece() {
    int whole = size;
    while (whole > size - 4 && (unfinished[whole - 1] & 0xc0) == 0x80) {
      whole--;
    }
    // unfinished[whole - 1] starts the last character; it is kept back unless it is a single byte.
    whole = whole == size && unfinished[whole - 1] >= 0 ? size : whole - 1;
    pass(unfinished, 0, whole);
    System.arraycopy(unfinished, whole, unfinished, 0, size - whole);
    size -= whole;
  }

  private void pass(byte[] bytes, int start, int end) {
    boolean carriageReturn = end > start && bytes[end - 1] == '\r';
    int length = end - start - (carriageReturn ? 1 : 0);
    consumer.accept(new String(bytes, start, length, StandardCharsets.UTF_8));
  }
}
