package io.containerrun.engine.internal.http;

import io.containerrun.engine.internal.http.Watchdog.Watched;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Does an exchange on the caller's thread, for sockets of this machine: they connect at once, an
 * interrupt closes their channel, and {@link Watchdog} do so from the side. To hand each exchange
 * to another thread and wait for it would cost as much as the exchange.
 */
final class CallerThreadTimeout implements ExchangeTimeout {

  private final ConnectionPool pool;
  private final Watchdog limits;

  CallerThreadTimeout(ExecutorService threads, ConnectionPool pool) {
    this.pool = pool;
    this.limits = new Watchdog(threads);
  }

  @Override
  public <T> T within(Duration limit, Exchange<T> exchange)
      throws IOException, InterruptedException {
    Lease lease = new Lease(pool);
    Watched watched = watch(lease, limit);
    try {
      T result = exchange.on(lease);
      if (watched.end()) {
        return result;
      }
    } catch (IOException | RuntimeException failure) {
      boolean inTime = watched.end();
      if (Thread.interrupted()) {
        throw interrupted(failure);
      }
      if (inTime) {
        throw failure;
      }
      throw ExchangeTimeout.tooLate(limit, failure);
    } finally {
      watched.end();
    }
    throw ExchangeTimeout.tooLate(limit, new TimeoutException("the answer came just then"));
  }

  private Watched watch(Lease lease, Duration limit) throws ConnectionFailure {
    try {
      return limits.watch(lease, limit);
    } catch (RejectedExecutionException closed) {
      throw ExchangeTimeout.closed(closed);
    }
  }

  private static InterruptedException interrupted(Exception failure) {
    InterruptedException interrupt = new InterruptedException();
    interrupt.initCause(failure);
    return interrupt;
  }
}
