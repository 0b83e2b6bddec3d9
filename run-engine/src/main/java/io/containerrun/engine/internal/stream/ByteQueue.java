package io.containerrun.engine.internal.stream;

/** A first-in, first-out queue of bytes. Grows as needed; used under a lock. */
final class ByteQueue {

  private byte[] ring = new byte[1 << 12];
  private int first;
  private int size;

  int size() {
    return size;
  }

  void add(byte[] bytes, int offset, int length) {
    if (size + length > ring.length) {
      grow(size + length);
    }
    int index = (first + size) % ring.length;
    int head = Math.min(length, ring.length - index);
    System.arraycopy(bytes, offset, ring, index, head);
    System.arraycopy(bytes, offset + head, ring, 0, length - head);
    size += length;
  }

  /** Takes up to that many bytes; returns the number taken. */
  int take(byte[] target, int offset, int most) {
    int count = Math.min(most, size);
    copy(target, offset, count);
    first = (first + count) % ring.length;
    size -= count;
    return count;
  }

  void clear() {
    size = 0;
  }

  private void grow(int needed) {
    byte[] larger = new byte[Math.max(needed, ring.length * 2)];
    copy(larger, 0, size);
    ring = larger;
    first = 0;
  }

  private void copy(byte[] target, int offset, int count) {
    int head = Math.min(count, ring.length - first);
    System.arraycopy(ring, first, target, offset, head);
    System.arraycopy(ring, 0, target, offset + head, count - head);
  }
}
