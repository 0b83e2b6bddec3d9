package io.containerrun.engine.internal.http;

import io.containerrun.engine.internal.http.ConnectionFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The default connection: HTTP/1.1 on wires that are kept for the next call, and on a new one for
 * each upgrade.
 *
 * <p>An engine may close a wire at the very moment it is used again: a repeatable request that had
 * no answer at all is sent once more. May be shared between threads.
 */
public final class DefaultConnection implements Connection {

  private static final Logger LOG = LoggerFactory.getLogger(DefaultConnection.class);

  private final ConnectionPool pool;
  private final Http http;
  private final ExchangeTimeout elsewhere;
  private final ExchangeTimeout bounded;

  /**
   * Creates a connection; nothing is sent yet.
   *
   * @param threads does the exchanges; not closed here
   */
  public DefaultConnection(Endpoint endpoint, ExecutorService threads) {
    this.pool = new ConnectionPool(endpoint);
    this.http = new Http(endpoint);
    this.elsewhere = new PooledThreadTimeout(threads, pool);
    this.bounded =
        endpoint.address() instanceof EngineAddress.Unix
            ? new CallerThreadTimeout(threads, pool)
            : elsewhere;
  }

  @Override
  public Response call(Request request, Duration limit) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Response response = exchange(request, limit, lease -> http.call(request, lease));
    if (LOG.isDebugEnabled()) {
      LOG.debug("{}: {} in {} ms", request, response.status(), millisSince(start));
    }
    return response;
  }

  @Override
  public StreamingResponse stream(Request request, Duration limit)
      throws IOException, InterruptedException {
    StreamingResponse response = exchange(request, limit, lease -> http.stream(request, lease));
    LOG.debug("{}: {}, streaming", request, response.status());
    return response;
  }

  @Override
  public UpgradedConnection upgrade(Request request, Duration limit)
      throws IOException, InterruptedException {
    UpgradedConnection upgraded = bounded.within(limit, lease -> http.upgrade(request, lease));
    LOG.debug("{}: upgraded", request);
    return upgraded;
  }

  @Override
  public void close() {
    pool.close();
  }

  /** An exchange that is repeated if no response came and the request may be sent again. */
  private <T> T exchange(Request request, Duration limit, ExchangeTimeout.Exchange<T> exchange)
      throws IOException, InterruptedException {
    // Nothing on the caller's thread can end a read of the caller's stream.
    ExchangeTimeout timeout = request.body() instanceof RequestBody.Streamed ? elsewhere : bounded;
    try {
      return timeout.within(limit, exchange);
    } catch (ConnectionFailure failure) {
      if (failure.kind() != Kind.NO_ANSWER || !request.repeatable()) {
        throw failure;
      }
      LOG.debug("{}: {}; sent again", request, failure.getMessage());
      return timeout.within(limit, exchange);
    }
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
