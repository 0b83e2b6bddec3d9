package io.containerrun.engine.internal.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Makes lines of bytes that come in any pieces. A line is decoded as a whole, so a character that
 * was cut in two on the way is whole again: in UTF-8 no character but the newline has its byte.
 * Used by one thread.
 */
public final class LineSplitter {

  /** Longer lines are passed on in pieces, so that output without newlines is bounded too. */
  static final int LONGEST = 1 << 20;

  private final Consumer<String> consumer;

  /** The line begun. */
  private byte[] begun = new byte[256];

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

  /** Passes on a last line that has no newline. */
  public void end() {
    if (size > 0) {
      pass(begun, 0, size);
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
      pass(begun, 0, length);
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
    if (size + count > begun.length) {
      begun = Arrays.copyOf(begun, Math.max(size + count, Math.min(2 * begun.length, LONGEST)));
    }
    System.arraycopy(bytes, from, begun, size, count);
    size += count;
  }

  /** Passes on what there is of a long line, up to the last whole character. */
  private void passPiece() {
    int whole = size;
    while (whole > size - 4 && (begun[whole - 1] & 0xc0) == 0x80) {
      whole--;
    }
    // begun[whole - 1] begins the last character; it stays unless it stands alone.
    whole = whole == size && begun[whole - 1] >= 0 ? size : whole - 1;
    pass(begun, 0, whole);
    System.arraycopy(begun, whole, begun, 0, size - whole);
    size -= whole;
  }

  private void pass(byte[] bytes, int start, int end) {
    boolean carriageReturn = end > start && bytes[end - 1] == '\r';
    int length = end - start - (carriageReturn ? 1 : 0);
    consumer.accept(new String(bytes, start, length, StandardCharsets.UTF_8));
  }
}
