package io.containerrun.engine.internal.http;

import io.containerrun.engine.internal.http.Watchdog.Watched;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Executes an exchange on the caller's thread, for Unix sockets: both an interrupt and the {@link
 * Watchdog} close their channel, even while it connects. Handing each exchange to another thread
 * would cost as much as the exchange.
 */
final class CallerThreadTimeout implements ExchangeTimeout {

  private final ConnectionPool pool;
  private final Watchdog watchdog;

  CallerThreadTimeout(ExecutorService threads, ConnectionPool pool) {
    this.pool = pool;
    this.watchdog = new Watchdog(threads);
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
    throw ExchangeTimeout.tooLate(limit, new TimeoutException("the response came too late"));
  }

  private Watched watch(Lease lease, Duration limit) throws ConnectionFailure {
    try {
      return watchdog.watch(lease::close, limit);
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
