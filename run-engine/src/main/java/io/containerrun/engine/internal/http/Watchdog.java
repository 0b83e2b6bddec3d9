package io.containerrun.engine.internal.http;

import io.containerrun.engine.internal.util.Nanos;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends exchanges that take too long. One thread looks at all of them from time to time while there
 * are some: a timer that is set and unset for each exchange would cost as much as a short exchange.
 * May be shared between threads.
 */
final class Watchdog {

  private static final long LOOK_MILLIS = 20;

  /** After so many looks at nothing the thread ends. */
  private static final int PATIENCE = 50;

  private final ExecutorService threads;
  private final Set<Watched> all = ConcurrentHashMap.newKeySet();
  private volatile boolean looking;

  Watchdog(ExecutorService threads) {
    this.threads = threads;
  }

  /**
   * Begins to watch an exchange.
   *
   * @throws java.util.concurrent.RejectedExecutionException if there are no more threads
   */
  Watched watch(Lease lease, Duration limit) {
    Watched watched = new Watched(lease, System.nanoTime() + Nanos.of(limit));
    all.add(watched);
    if (!looking) {
      beginToLook();
    }
    return watched;
  }

  private synchronized void beginToLook() {
    if (!looking) {
      threads.execute(this::look);
      looking = true;
    }
  }

  private void look() {
    try {
      for (int idle = 0; idle < PATIENCE || !mayEnd(); idle = all.isEmpty() ? idle + 1 : 0) {
        Thread.sleep(LOOK_MILLIS);
        long now = System.nanoTime();
        all.forEach(watched -> watched.endIfLate(now));
      }
    } catch (InterruptedException closed) {
      // The engine is closed, and with it each exchange.
      Thread.currentThread().interrupt();
    }
  }

  /** Whoever began to be watched meanwhile has seen somebody looking: then it goes on. */
  private synchronized boolean mayEnd() {
    looking = false;
    looking = !all.isEmpty();
    return !looking;
  }

  /** An exchange with its end. */
  final class Watched {

    private final Lease lease;
    private final long end;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Watched(Lease lease, long end) {
      this.lease = lease;
      this.end = end;
    }

    private void endIfLate(long now) {
      if (now - end >= 0 && end()) {
        lease.close();
      }
    }

    /** Ends the watch; false if it has ended before, because the time was up. */
    boolean end() {
      all.remove(this);
      return !ended.getAndSet(true);
    }
  }
}
