package io.containerrun.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.engine.internal.http.ConnectionFailure.Kind;
import io.containerrun.engine.testing.ScriptedEngine;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ExchangeTimeoutTest {

  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Request REQUEST = Request.get("/x");

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(0, 99, 9, TimeUnit.SECONDS, new SynchronousQueue<>());
  private ScriptedEngine engine;
  private ConnectionPool pool;
  private Http http;

  @BeforeEach
  void connect() throws IOException {
    engine = new ScriptedEngine();
    Endpoint endpoint = Endpoint.of(EngineAddress.parse(engine.host()));
    pool = new ConnectionPool(endpoint);
    http = new Http(endpoint);
  }

  @AfterEach
  void close() throws IOException {
    pool.close();
    engine.close();
    threads.shutdownNow();
  }

  private ExchangeTimeout bounded(boolean here) {
    return here ? new CallerThreadTimeout(threads, pool) : new PooledThreadTimeout(threads, pool);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void endsWhatTakesTooLong(boolean here) {
    engine.on("GET /x", it -> it.stall());
    assertThatThrownBy(() -> bounded(here).within(SOON, lease -> http.call(REQUEST, lease)))
        .asInstanceOf(type(ConnectionFailure.class))
        .returns(Kind.TOO_LATE, ConnectionFailure::kind)
        .returns("no response within 200 ms", ConnectionFailure::words);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void endsAConnectToAnEngineWhoseQueueIsFull(boolean here, @TempDir Path folder) throws Exception {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address, 1); // accepts nothing
      Endpoint endpoint = Endpoint.of(new EngineAddress.Unix(address.getPath().toString()));
      Http client = new Http(endpoint);
      try (ConnectionPool connections = new ConnectionPool(endpoint)) {
        ExchangeTimeout bounded =
            here
                ? new CallerThreadTimeout(threads, connections)
                : new PooledThreadTimeout(threads, connections);
        for (int i = 0; i < 5; i++) {
          assertThatThrownBy(() -> bounded.within(SOON, lease -> client.call(REQUEST, lease)))
              .asInstanceOf(type(ConnectionFailure.class))
              .returns(Kind.TOO_LATE, ConnectionFailure::kind);
        }
      }
    }
  }

  @Test
  void enforcesLimitsAfterAnyFailureOfACancellation() throws Exception {
    Watchdog watchdog = new Watchdog(threads);
    List<Throwable> failures =
        List.of(
            new OutOfMemoryError("no memory"), new StackOverflowError(), new RuntimeException());
    for (Throwable failure : failures) {
      CountDownLatch cancelled = new CountDownLatch(1);
      watchdog.watch(
          () -> {
            cancelled.countDown();
            fail(failure);
          },
          SOON);
      assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(threads.getTaskCount()).isEqualTo(1);
  }

  private static void fail(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leavesAloneWhatGoesOnAfterAnAnswerInTime(boolean here) throws Exception {
    LinkedBlockingQueue<String> later = new LinkedBlockingQueue<>();
    engine.on(
        "GET /x",
        it -> {
          it.raw("HTTP/1.1 200 X\r\nContent-Length: 5\r\n\r\n");
          it.raw(taken(later));
        });
    // Long enough for an answer on a machine that is busy.
    Duration limit = Duration.ofSeconds(2);
    Http.Streamed answer = bounded(here).within(limit, lease -> http.stream(REQUEST, lease));
    Thread.sleep(limit.toMillis() + 200);
    later.add("later");
    assertThat(answer.body().readAllBytes()).isEqualTo("later".getBytes(StandardCharsets.UTF_8));
  }

  private static String taken(LinkedBlockingQueue<String> texts) throws IOException {
    try {
      return texts.take();
    } catch (InterruptedException interrupt) {
      throw new IOException(interrupt);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void endsWhenTheCallerIsInterruptedBeforeOrMeanwhile(boolean here) {
    engine.on("GET /x", it -> it.stall());
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> bounded(here).within(LONG, lease -> http.call(REQUEST, lease)))
        .isInstanceOf(InterruptedException.class);
    Thread environment = Thread.currentThread();
    engine.on(
        "GET /x",
        it -> {
          environment.interrupt();
          it.stall();
        });
    assertThatThrownBy(() -> bounded(here).within(LONG, lease -> http.call(REQUEST, lease)))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void saysThatThereAreNoThreadsAnyMore(boolean here) {
    threads.shutdownNow();
    assertThatThrownBy(() -> bounded(here).within(LONG, lease -> http.call(REQUEST, lease)))
        .asInstanceOf(type(ConnectionFailure.class))
        .returns(Kind.UNREACHABLE, ConnectionFailure::kind);
  }

  @Test
  void endsTheThreadThatLooksAtLimitsAndBeginsAgain() throws Exception {
    engine.on("GET /x", it -> it.json(200, "{}"));
    ExchangeTimeout bounded = bounded(true);
    bounded.within(LONG, lease -> http.call(REQUEST, lease));
    assertThat(threads.getTaskCount()).isEqualTo(1);
    while (threads.getActiveCount() > 0) {
      Thread.sleep(50);
    }
    engine.on("GET /x", it -> it.stall());
    assertThatThrownBy(() -> bounded.within(SOON, lease -> http.call(REQUEST, lease)))
        .isInstanceOf(ConnectionFailure.class);
    assertThat(threads.getTaskCount()).isEqualTo(2);
  }
}
