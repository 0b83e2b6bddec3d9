package io.containerrun.engine.internal.connection;

import io.containerrun.engine.internal.connection.ConnectionFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The default connection: docker-java's pooled client for calls and streams, own JDK channels for
 * upgrades.
 *
 * <p>The pool does not notice connections that the engine has closed: a repeatable request that had
 * no answer at all is sent once more. May be shared between threads.
 */
public final class DefaultConnection implements Connection {

  private static final Logger LOG = LoggerFactory.getLogger(DefaultConnection.class);

  private final PooledHttp http;
  private final ChannelUpgrade upgrade;
  private final Bounded bounded;

  /**
   * Creates a connection; nothing is sent yet.
   *
   * @param threads does the exchanges; not closed here
   */
  public DefaultConnection(EngineAddress address, ExecutorService threads) {
    this.http = new PooledHttp(address);
    this.upgrade = new ChannelUpgrade(address);
    this.bounded = new Bounded(threads);
  }

  @Override
  public Answer call(Request request, Duration limit) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Answer answer =
        repeated(request, () -> bounded.within(limit, () -> http.call(request), late -> {}));
    if (LOG.isDebugEnabled()) {
      LOG.debug("{}: {} in {} ms", request, answer.status(), millisSince(start));
    }
    return answer;
  }

  @Override
  public StreamedAnswer stream(Request request, Duration limit)
      throws IOException, InterruptedException {
    StreamedAnswer answer =
        repeated(
            request,
            () -> bounded.within(limit, () -> http.stream(request), StreamedAnswer::close));
    LOG.debug("{}: {}, streaming", request, answer.status());
    return answer;
  }

  @Override
  public Upgraded upgrade(Request request, Duration limit)
      throws IOException, InterruptedException {
    Upgraded upgraded = bounded.within(limit, () -> upgrade.open(request), Upgraded::close);
    LOG.debug("{}: upgraded", request);
    return upgraded;
  }

  @Override
  public void close() {
    http.close();
  }

  private interface Exchange<T> {
    T run() throws IOException, InterruptedException;
  }

  private static <T> T repeated(Request request, Exchange<T> exchange)
      throws IOException, InterruptedException {
    try {
      return exchange.run();
    } catch (ConnectionFailure failure) {
      if (failure.kind() != Kind.NO_ANSWER || !request.repeatable()) {
        throw failure;
      }
      LOG.debug("{}: {}; sent again", request, failure.getMessage());
      return exchange.run();
    }
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
