package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/**
 * Executes an exchange on another thread, so that the caller can leave it in any state: a name
 * lookup cannot be cancelled, and a connect only by its own thread.
 */
final class PooledThreadTimeout implements ExchangeTimeout {

  private final OtherThread threads;
  private final ConnectionPool pool;

  PooledThreadTimeout(ExecutorService threads, ConnectionPool pool) {
    this.threads = new OtherThread(threads);
    this.pool = pool;
  }

  @Override
  public <T> T within(Duration limit, Exchange<T> exchange)
      throws IOException, InterruptedException {
    Lease lease = new Lease(pool);
    return threads.within(limit, () -> exchange.on(lease), lease::close);
  }
}
