package io.containerrun.engine.internal.http;

import io.containerrun.engine.internal.util.Nanos;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Cancels exchanges that take too long. While there are exchanges, one thread checks all of them
 * periodically: setting a timer for each would cost as much as a short exchange. May be shared
 * between threads.
 */
final class Watchdog {

  private static final long CHECK_MILLIS = 20;

  /** The thread ends after this many checks without exchanges. */
  private static final int IDLE_CHECKS = 50;

  private final ExecutorService threads;
  private final Set<Watched> all = ConcurrentHashMap.newKeySet();
  private volatile boolean checking;

  Watchdog(ExecutorService threads) {
    this.threads = threads;
  }

  /**
   * Starts to watch an exchange.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the threads are shut down
   */
  Watched watch(Lease lease, Duration limit) {
    Watched watched = new Watched(lease, System.nanoTime() + Nanos.of(limit));
    all.add(watched);
    if (!checking) {
      startChecking();
    }
    return watched;
  }

  private synchronized void startChecking() {
    if (!checking) {
      threads.execute(this::check);
      checking = true;
    }
  }

  private void check() {
    try {
      for (int idle = 0; idle < IDLE_CHECKS || !mayEnd(); idle = all.isEmpty() ? idle + 1 : 0) {
        Thread.sleep(CHECK_MILLIS);
        long now = System.nanoTime();
        all.forEach(watched -> watched.endIfLate(now));
      }
    } catch (InterruptedException closed) {
      // The engine has been closed, and with it all exchanges.
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whether the thread may end; false if an exchange was added meanwhile, which relies on this
   * thread.
   */
  private synchronized boolean mayEnd() {
    checking = false;
    checking = !all.isEmpty();
    return !checking;
  }

  /** A watched exchange. */
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

    /** Ends the watch. Returns false if it has ended before, because the time was up. */
    boolean end() {
      all.remove(this);
      return !ended.getAndSet(true);
    }
  }
}
