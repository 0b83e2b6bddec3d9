package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.time.Duration;

/**
 * Executes exchanges, and cancels them when they take too long or the caller is interrupted. May be
 * shared between threads.
 */
interface ExchangeTimeout {

  /** An exchange on a leased socket. */
  interface Exchange<T> {
    T on(Lease lease) throws IOException;
  }

  <T> T within(Duration limit, Exchange<T> exchange) throws IOException, InterruptedException;

  static ConnectionFailure tooLate(Duration limit, Exception cause) {
    return new ConnectionFailure(
        ConnectionFailure.Kind.TOO_LATE, "no response within " + limit.toMillis() + " ms", cause);
  }

  static ConnectionFailure closed(Exception cause) {
    return new ConnectionFailure(
        ConnectionFailure.Kind.UNREACHABLE, "the connection was closed", cause);
  }
}
