package io.containerrun.engine.internal.http;

import io.containerrun.engine.internal.http.ConnectionFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The default connection: HTTP/1.1 on pooled sockets, and on a new socket for each upgrade.
 *
 * <p>An engine may close an idle socket just when it is reused: a repeatable request without any
 * response is sent once more. May be shared between threads.
 */
public final class DefaultConnection implements Connection {

  private static final Logger LOG = LoggerFactory.getLogger(DefaultConnection.class);

  private final ConnectionPool pool;
  private final Http http;
  private final ExchangeTimeout onPooledThread;
  private final ExchangeTimeout preferred;

  /**
   * Creates a connection; sends nothing yet.
   *
   * @param threads executes exchanges; not closed here
   */
  public DefaultConnection(Endpoint endpoint, ExecutorService threads) {
    this.pool = new ConnectionPool(endpoint);
    this.http = new Http(endpoint);
    this.onPooledThread = new PooledThreadTimeout(threads, pool);
    this.preferred =
        endpoint.address() instanceof EngineAddress.Unix
            ? new CallerThreadTimeout(threads, pool)
            : onPooledThread;
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
  public UpgradedConnection upgrade(Request request, Directions directions, Duration limit)
      throws IOException, InterruptedException {
    UpgradedConnection upgraded = preferred.within(limit, lease -> http.upgrade(request, lease));
    LOG.debug("{}: upgraded", request);
    return upgraded;
  }

  @Override
  public void close() {
    pool.close();
  }

  /** Makes an exchange, and repeats it if there was no response and the request is repeatable. */
  private <T> T exchange(Request request, Duration limit, ExchangeTimeout.Exchange<T> exchange)
      throws IOException, InterruptedException {
    // A read of the caller's stream on the caller's thread could not be cancelled.
    ExchangeTimeout timeout =
        request.body() instanceof RequestBody.Streamed ? onPooledThread : preferred;
    try {
      return timeout.within(limit, exchange);
    } catch (ConnectionFailure failure) {
      if (failure.kind() != Kind.NO_RESPONSE || !request.repeatable()) {
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
