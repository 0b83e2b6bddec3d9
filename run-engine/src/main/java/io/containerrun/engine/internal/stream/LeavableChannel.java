package io.containerrun.engine.internal.stream;

import io.containerrun.engine.internal.http.UpgradedConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The read side of a connection that can be left without losing the bytes received by then. No
 * transport tells whether bytes are waiting, so reading continues until no bytes come for a moment.
 * One thread reads, another may leave.
 */
final class LeavableChannel implements ReadableByteChannel {

  private static final long CHECK_MILLIS = 20;

  /**
   * A connection is empty if a read is blocked for this many checks. One would be enough if a
   * runnable thread always got a processor at once.
   */
  private static final int QUIET_CHECKS = 5;

  /** More than systems and engines buffer; bytes beyond it were written later. */
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

  /**
   * Waits until all received bytes have been read, and closes the connection. An interrupt ends the
   * wait.
   */
  void leave() {
    left = true;
    try {
      for (int quiet = 0; quiet < QUIET_CHECKS && upgraded.isOpen() && taken.get() <= MOST; ) {
        long before = reads.get();
        Thread.sleep(CHECK_MILLIS);
        quiet = reading && reads.get() == before ? quiet + 1 : 0;
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
    upgraded.close();
  }

  /** How many reads have ended, if another one is blocked; empty otherwise. */
  OptionalLong blockedAfter() {
    long before = reads.get();
    return reading && reads.get() == before ? OptionalLong.of(before) : OptionalLong.empty();
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
