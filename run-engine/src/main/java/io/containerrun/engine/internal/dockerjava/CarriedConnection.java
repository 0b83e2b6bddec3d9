package io.containerrun.engine.internal.dockerjava;

import com.github.dockerjava.transport.DockerHttpClient;
import io.containerrun.engine.internal.http.Connection;
import io.containerrun.engine.internal.http.ConnectionFailure;
import io.containerrun.engine.internal.http.Directions;
import io.containerrun.engine.internal.http.Endpoint;
import io.containerrun.engine.internal.http.OtherThread;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.http.Response;
import io.containerrun.engine.internal.http.StreamingResponse;
import io.containerrun.engine.internal.http.UpgradeRefused;
import io.containerrun.engine.internal.http.UpgradedConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection over an HTTP client of docker-java. May be shared between threads.
 *
 * <p>Such a client cannot end the input of an upgraded connection alone, and has no limit of time
 * on Unix sockets and named pipes. So input has a connection of its own, and each exchange is made
 * on another thread, which is interrupted when its time is up. Where an interrupt ends no read, as
 * on named pipes, that thread stays until the engine responds or the client is closed.
 */
final class CarriedConnection implements Connection {

  private static final Logger LOG = LoggerFactory.getLogger(CarriedConnection.class);

  private final DockerHttpClient client;
  private final CarriedRequests requests;
  private final ExecutorService threads;
  private final OtherThread otherThread;
  private final Runnable closing;
  private final Set<CarriedExchange> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Creates a connection; sends nothing yet.
   *
   * @param threads executes exchanges; not closed here
   * @param closing called when it is closed
   */
  CarriedConnection(
      DockerHttpClient client, Endpoint endpoint, ExecutorService threads, Runnable closing) {
    this.client = client;
    this.requests = new CarriedRequests(endpoint.headers());
    this.threads = threads;
    this.otherThread = new OtherThread(threads);
    this.closing = closing;
  }

  /** What is made of a response. */
  private interface Reading<T> {
    T of(CarriedExchange exchange) throws IOException;
  }

  @Override
  public Response call(Request request, Duration limit) throws IOException, InterruptedException {
    Response response =
        repeated(
            request,
            () ->
                within(
                    limit,
                    exchange -> {
                      try (exchange) {
                        exchange.execute(requests.plain(request));
                        return exchange.response();
                      }
                    }));
    LOG.debug("{}: {}", request, response.status());
    return response;
  }

  @Override
  public StreamingResponse stream(Request request, Duration limit)
      throws IOException, InterruptedException {
    StreamingResponse response =
        repeated(
            request,
            () ->
                within(
                    limit,
                    exchange -> {
                      exchange.execute(requests.plain(request));
                      return exchange.isError() ? exchange.wholeError() : exchange;
                    }));
    LOG.debug("{}: {}, streaming", request, response.status());
    return response;
  }

  @Override
  public UpgradedConnection upgrade(Request request, Directions directions, Duration limit)
      throws IOException, InterruptedException {
    UpgradedConnection upgraded =
        within(
            limit,
            exchange ->
                directions.hasInput()
                    ? withInput(exchange, request, directions)
                    : outputOnly(exchange, request));
    LOG.debug("{}: upgraded", request);
    return upgraded;
  }

  /** The engine also sends its output to a client that does not ask for an upgrade. */
  private UpgradedConnection outputOnly(CarriedExchange exchange, Request request)
      throws IOException {
    exchange.execute(requests.plain(request));
    if (exchange.isError() || exchange.isFramed()) {
      throw new UpgradeRefused(exchange.status(), exchange.errorText());
    }
    return UpgradedConnection.on(new CarriedSocket(exchange));
  }

  private UpgradedConnection withInput(
      CarriedExchange exchange, Request request, Directions directions) throws IOException {
    HandedInput input = new HandedInput();
    exchange.execute(requests.withInput(request, input));
    InputSocket socket = new InputSocket(exchange, input);
    if (directions == Directions.INPUT) {
      try {
        threads.execute(socket::awaitEnd);
      } catch (RejectedExecutionException ending) {
        throw ConnectionFailure.closed();
      }
    }
    return UpgradedConnection.on(socket);
  }

  @Override
  public boolean closesDirections() {
    return false;
  }

  @Override
  public void close() {
    closed = true;
    open.forEach(CarriedExchange::close);
    closing.run();
  }

  private <T> T within(Duration limit, Reading<T> reading)
      throws IOException, InterruptedException {
    if (closed) {
      throw ConnectionFailure.closed();
    }
    CarriedExchange exchange = new CarriedExchange(client, open::remove);
    open.add(exchange);
    if (closed) {
      exchange.close();
    }
    return otherThread.within(limit, () -> read(exchange, reading), exchange::close);
  }

  private static <T> T read(CarriedExchange exchange, Reading<T> reading) throws IOException {
    try {
      return reading.of(exchange);
    } catch (IOException | RuntimeException | Error failure) {
      exchange.close();
      throw failure;
    }
  }

  private interface Attempt<T> {
    T make() throws IOException, InterruptedException;
  }

  /** Such clients reuse connections that engines have closed. */
  private static <T> T repeated(Request request, Attempt<T> attempt)
      throws IOException, InterruptedException {
    try {
      return attempt.make();
    } catch (ConnectionFailure failure) {
      if (failure.kind() != ConnectionFailure.Kind.NO_RESPONSE || !request.repeatable()) {
        throw failure;
      }
      LOG.debug("{}: {}; sent again", request, failure.getMessage());
      return attempt.make();
    }
  }
}
