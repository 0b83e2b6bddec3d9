package io.containerrun.engine.internal.dockerjava;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Hands the bytes of a writer over to a thread that sends them. A write ends when its bytes are
 * sent: when that thread comes back for more.
 *
 * <p>One thread reads, one at a time writes, any thread may break it off.
 */
final class HandedInput extends InputStream {

  private ByteBuffer offered = ByteBuffer.allocate(0);
  private boolean waiting;
  private boolean ended;
  private boolean broken;

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] target, int offset, int most) throws IOException {
    Objects.checkFromIndexSize(offset, most, target.length);
    waiting = true;
    notifyAll();
    try {
      while (!offered.hasRemaining() && !ended && !broken) {
        await();
      }
      if (broken || !offered.hasRemaining()) {
        return -1;
      }
      int count = Math.min(most, offered.remaining());
      offered.get(target, offset, count);
      waiting = false;
      return count;
    } finally {
      notifyAll();
    }
  }

  /** Waits until all bytes are sent. */
  synchronized void write(ByteBuffer source) throws IOException {
    requireOpen();
    offered = source;
    notifyAll();
    awaitSent();
  }

  /** Ends the input when all of it is sent. */
  synchronized void end() throws IOException {
    if (!ended && !broken) {
      awaitSent();
      ended = true;
      notifyAll();
    }
  }

  private void awaitSent() throws IOException {
    while ((offered.hasRemaining() || !waiting) && !broken) {
      await();
    }
    requireOpen();
  }

  private void requireOpen() throws IOException {
    if (ended || broken) {
      throw new IOException("the connection is closed");
    }
  }

  /** Gives up what is not sent. A second call does nothing. */
  synchronized void breakOff() {
    broken = true;
    notifyAll();
  }

  @SuppressWarnings("WaitNotInLoop") // all callers loop
  private void await() throws InterruptedIOException {
    try {
      wait();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
