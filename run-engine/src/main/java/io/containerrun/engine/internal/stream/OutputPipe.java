package io.containerrun.engine.internal.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;

/**
 * The buffer of one output stream between the engine and a reader; shares the lock of its {@link
 * OutputPipes}.
 */
final class OutputPipe extends InputStream {

  /** The size of a Linux pipe. */
  private static final int BOUND = 1 << 16;

  /** Most bytes kept of a stream without a reader, while a reader waits for the other stream. */
  static final int MOST_UNREAD = 8 << 20;

  private final OutputPipes pipes;
  private final ByteQueue bytes = new ByteQueue();
  private boolean requested;
  private boolean read;
  private boolean waiting;
  private boolean closed;
  private long leftOut;

  OutputPipe(OutputPipes pipes) {
    this.pipes = pipes;
  }

  /** How many bytes fit now; 0 if the writer has to wait. */
  int room(OutputPipe other) {
    if (closed || pipes.isUnbounded()) {
      return Integer.MAX_VALUE;
    }
    if (bytes.size() < BOUND) {
      return BOUND - bytes.size();
    }
    // The reader of the other stream would wait for ever if this one is never read.
    boolean stuck = other.waiting && !read;
    if (stuck && bytes.size() < MOST_UNREAD) {
      return MOST_UNREAD - bytes.size();
    }
    return stuck && !requested ? Integer.MAX_VALUE : 0;
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

  /** Records that a caller has requested the stream. */
  OutputPipe request() {
    pipes.lock();
    try {
      requested = true;
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

  /** Drops all unread and later output, so that the container does not wait. */
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
