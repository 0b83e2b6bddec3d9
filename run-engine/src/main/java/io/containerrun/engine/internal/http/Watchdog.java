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
   * @param cancel cancels the exchange; called on the thread that checks
   * @throws java.util.concurrent.RejectedExecutionException if the threads are shut down
   */
  Watched watch(Runnable cancel, Duration limit) {
    Watched watched = new Watched(cancel, System.nanoTime() + Nanos.of(limit));
    all.add(watched);
    try {
      if (!checking) {
        startChecking();
      }
      return watched;
    } catch (RuntimeException | Error noThread) {
      all.remove(watched);
      throw noThread;
    }
  }

  private synchronized void startChecking() {
    if (!checking) {
      threads.execute(this::check);
      checking = true;
    }
  }

  private void check() {
    boolean ended = false;
    try {
      for (int idle = 0; idle < IDLE_CHECKS || !mayEnd(); idle = all.isEmpty() ? idle + 1 : 0) {
        Thread.sleep(CHECK_MILLIS);
        endLate(System.nanoTime());
      }
      ended = true;
    } catch (InterruptedException closed) {
      // The engine has been closed, and with it all exchanges.
      Thread.currentThread().interrupt();
      ended = true;
    } finally {
      if (!ended) {
        checking = false; // the next exchange starts another thread
      }
    }
  }

  /**
   * Survives every failure, even an OutOfMemoryError: the exchange has ended for its caller, and
   * the limits of all others depend on this thread.
   */
  private void endLate(long now) {
    try {
      all.forEach(watched -> watched.endQuietlyIfLate(now));
    } catch (Throwable failure) {
      return; // the next check tries again
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

    private final Runnable cancel;
    private final long end;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Watched(Runnable cancel, long end) {
      this.cancel = cancel;
      this.end = end;
    }

    private void endQuietlyIfLate(long now) {
      try {
        if (now - end >= 0 && end()) {
          cancel.run();
        }
      } catch (Throwable failure) {
        return; // there may be no memory for a message
      }
    }

    /** Ends the watch. Returns false if it has ended before, because the time was up. */
    boolean end() {
      all.remove(this);
      return !ended.getAndSet(true);
    }
  }
}
