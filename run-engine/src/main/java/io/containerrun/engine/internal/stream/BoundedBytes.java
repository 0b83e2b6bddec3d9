package io.containerrun.engine.internal.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The first and the last half of a stream of bytes, with a mark where bytes are missing. Used by
 * one thread.
 */
public final class BoundedBytes {

  private final int half;
  private final ByteArrayOutputStream first = new ByteArrayOutputStream();

  /** A ring buffer, allocated when the first half is full. */
  private byte[] last = {};

  private long written;

  public BoundedBytes(int bound) {
    this.half = Math.max(1, bound / 2);
  }

  public void write(byte[] bytes, int offset, int length) {
    int head = Math.min(length, half - first.size());
    first.write(bytes, offset, head);
    written += head;
    if (head < length) {
      writeLast(bytes, offset + head, length - head);
    }
  }

  private void writeLast(byte[] bytes, int offset, int length) {
    if (last.length == 0) {
      last = new byte[half];
    }
    int skipped = Math.max(0, length - half);
    written += skipped;
    int left = length - skipped;
    int from = offset + skipped;
    while (left > 0) {
      int index = (int) ((written - half) % half);
      int count = Math.min(left, half - index);
      System.arraycopy(bytes, from, last, index, count);
      written += count;
      from += count;
      left -= count;
    }
  }

  /** The mark for missing bytes. */
  static byte[] mark(long leftOut) {
    String mark = "\n[… " + leftOut + " bytes left out by ContainerRun …]\n";
    return mark.getBytes(StandardCharsets.UTF_8);
  }

  long leftOut() {
    return Math.max(0, written - 2L * half);
  }

  public byte[] toByteArray() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first.toByteArray());
    if (leftOut() > 0) {
      all.writeBytes(mark(leftOut()));
      int oldest = (int) ((written - half) % half);
      all.write(last, oldest, half - oldest);
      all.write(last, 0, oldest);
    } else {
      all.write(last, 0, (int) Math.max(0, written - half));
    }
    return all.toByteArray();
  }
}
