package io.containerrun.engine.internal.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;

/** One stream of output on its way to a reader, in {@link OutputPipes} whose lock it shares. */
final class OutputPipe extends InputStream {

  /** What a pipe of the system holds as well. */
  private static final int BOUND = 1 << 16;

  /** Most that is kept of a stream that nobody reads, while somebody waits for the other. */
  static final int MOST_UNREAD = 8 << 20;

  private final OutputPipes pipes;
  private final ByteQueue bytes = new ByteQueue();
  private boolean asked;
  private boolean read;
  private boolean waiting;
  private boolean closed;
  private long leftOut;

  OutputPipe(OutputPipes pipes) {
    this.pipes = pipes;
  }

  /** How many bytes it takes now; 0 if the writer has to wait. */
  int room(OutputPipe other) {
    if (closed || pipes.isUnbounded()) {
      return Integer.MAX_VALUE;
    }
    if (bytes.size() < BOUND) {
      return BOUND - bytes.size();
    }
    // Whoever waits for the other stream would wait for ever if nobody ever reads this one.
    boolean stuck = other.waiting && !read;
    if (stuck && bytes.size() < MOST_UNREAD) {
      return MOST_UNREAD - bytes.size();
    }
    return stuck && !asked ? Integer.MAX_VALUE : 0;
  }

  void put(byte[] source, int offset, int length) {
    if (closed) {
      return;
    }
    if (bytes.size() >= MOST_UNREAD && !pipes.isUnbounded()) {
      leftOut += length;
      return;
    }
    mark();
    bytes.add(source, offset, length);
  }

  /** From now on somebody means to read it. */
  OutputPipe ask() {
    pipes.lock();
    try {
      asked = true;
      mark();
      return this;
    } finally {
      pipes.unlock();
    }
  }

  private void mark() {
    if (leftOut > 0) {
      byte[] mark = BoundedBytes.mark(leftOut);
      leftOut = 0;
      bytes.add(mark, 0, mark.length);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    pipes.lock();
    try {
      read = true;
      while (bytes.size() == 0 && !closed && !pipes.isEnded()) {
        await();
      }
      requireOpen();
      if (bytes.size() == 0) {
        pipes.requireWhole();
        return -1;
      }
      int count = bytes.take(target, offset, length);
      pipes.changed();
      return count;
    } finally {
      pipes.unlock();
    }
  }

  private void await() throws InterruptedIOException {
    waiting = true;
    pipes.changed();
    try {
      pipes.await();
    } finally {
      waiting = false;
    }
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("the stream is closed");
    }
  }

  @Override
  public int available() throws IOException {
    pipes.lock();
    try {
      requireOpen();
      return bytes.size();
    } finally {
      pipes.unlock();
    }
  }

  /** Drops what is there and what is still to come: the container is not held up. */
  @Override
  public void close() {
    pipes.lock();
    try {
      closed = true;
      bytes.clear();
      pipes.changed();
    } finally {
      pipes.unlock();
    }
  }
}
