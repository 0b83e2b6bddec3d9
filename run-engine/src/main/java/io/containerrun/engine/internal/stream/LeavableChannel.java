package io.containerrun.engine.internal.stream;

import io.containerrun.engine.internal.http.UpgradedConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The read side of a connection, which may be left without losing what has come by then. No
 * transport tells whether bytes wait in it, so it is read on until nothing comes for a moment. One
 * thread reads, another may leave.
 */
final class LeavableChannel implements ReadableByteChannel {

  private static final long LOOK_MILLIS = 20;

  /**
   * Nothing waits in a connection on which a read takes so many looks. One would do, were a thread
   * that may read always given a processor at once.
   */
  private static final int QUIET_LOOKS = 5;

  /** More than systems and engines hold back; whatever flows beyond it was written later. */
  private static final int MOST = 4 << 20;

  private final UpgradedConnection upgraded;
  private final AtomicLong reads = new AtomicLong();
  private volatile boolean reading;
  private volatile boolean left;
  private final AtomicLong taken = new AtomicLong();

  LeavableChannel(UpgradedConnection upgraded) {
    this.upgraded = upgraded;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (left && taken.get() > MOST) {
      return -1;
    }
    reading = true;
    try {
      int count = upgraded.read(target);
      if (left) {
        taken.addAndGet(Math.max(0, count));
      }
      return count;
    } catch (IOException closed) {
      if (left) {
        return -1;
      }
      throw closed;
    } finally {
      reading = false;
      reads.incrementAndGet();
    }
  }

  /** Returns when all that had come is read, and closes the connection. An interrupt hurries it. */
  void leave() {
    left = true;
    try {
      for (int quiet = 0; quiet < QUIET_LOOKS && upgraded.isOpen() && taken.get() <= MOST; ) {
        long before = reads.get();
        Thread.sleep(LOOK_MILLIS);
        quiet = reading && reads.get() == before ? quiet + 1 : 0;
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
    upgraded.close();
  }

  @Override
  public boolean isOpen() {
    return upgraded.isOpen();
  }

  @Override
  public void close() {
    upgraded.close();
  }
}
