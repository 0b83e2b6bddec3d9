package io.containerrun.engine.internal.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.github.dockerjava.transport.DockerHttpClient;
import io.containerrun.engine.internal.http.Connection;
import io.containerrun.engine.internal.http.ConnectionFailure;
import io.containerrun.engine.internal.http.ConnectionFailure.Kind;
import io.containerrun.engine.internal.http.Directions;
import io.containerrun.engine.internal.http.Endpoint;
import io.containerrun.engine.internal.http.EngineAddress;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.http.StreamingResponse;
import io.containerrun.engine.internal.http.UpgradeRefused;
import io.containerrun.engine.internal.http.UpgradedConnection;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.TestTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CarriedConnectionTest {

  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newCachedThreadPool();

  private ScriptedEngine engine;
  private Connection connection;

  @BeforeEach
  void connect() throws IOException {
    engine = new ScriptedEngine();
    connection = connection(TestTransport.client(engine.host()));
  }

  private Connection connection(DockerHttpClient client) {
    Endpoint endpoint =
        new Endpoint(EngineAddress.parse(engine.host()), Optional.empty(), Map.of("X-Team", "a"));
    return new DockerJavaCarrier(client).connect(endpoint, threads);
  }

  @AfterEach
  void end() throws Exception {
    connection.close();
    engine.close();
    threads.shutdownNow();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  private static void assertFails(ThrowingCallable call, Kind kind) {
    assertThatThrownBy(call)
        .asInstanceOf(type(ConnectionFailure.class))
        .returns(kind, ConnectionFailure::kind);
  }

  private static String rest(UpgradedConnection upgraded) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(1 << 16);
    while (upgraded.read(all) >= 0) {}
    return new String(all.array(), 0, all.position(), StandardCharsets.UTF_8);
  }

  @Test
  void sendsWhatItIsGiven() throws Exception {
    engine.on(
        "POST /x",
        it -> it.json(201, "\"" + it.body() + it.header("X-Team") + it.header("X-One") + "\""));
    var response = connection.call(Request.post("/x?a=%2F..", "body ").header("X-One", "b"), LONG);
    assertThat(response.status()).isEqualTo(201);
    assertThat(engine.fullRequests()).containsExactly("POST /x?a=%2F..");
    assertThat(response.body()).isEqualTo("\"body ab\"");
    assertThat(response.header("Content-Type")).contains("application/json");
  }

  @Test
  void sendsBytesWhileTheyAreRead() throws Exception {
    engine.on("PUT /x", it -> it.json(200, it.body()));
    byte[] bytes = "some bytes".getBytes(StandardCharsets.UTF_8);
    Request request = Request.tar("PUT", "/x", new ByteArrayInputStream(bytes));
    assertThat(connection.call(request, LONG).body()).isEqualTo("some bytes");
  }

  @Test
  void reusesNoConnection() throws Exception {
    engine.on("POST /x", it -> it.answer(204, "", ""));
    for (int i = 0; i < 3; i++) {
      assertThat(connection.call(Request.post("/x"), LONG).status()).isEqualTo(204);
      engine.dropConnections();
    }
    assertThat(engine.connections()).isEqualTo(3);
  }

  @Test
  void repeatsOnlyWhatMayBeRepeated() throws Exception {
    engine.on("GET /x", it -> it.cut(), it -> it.json(200, "{}"));
    assertThat(connection.call(Request.get("/x"), LONG).status()).isEqualTo(200);
    engine.on("POST /x", it -> it.cut());
    assertFails(() -> connection.call(Request.post("/x"), LONG), Kind.NO_RESPONSE);
    assertThat(engine.requests()).endsWith("GET /x", "GET /x", "POST /x");
  }

  @Test
  void givesUpWhatTakesTooLong() throws Exception {
    engine.on("GET /x", it -> it.stall());
    assertFails(() -> connection.call(Request.get("/x"), SOON), Kind.TOO_LATE);
    engine.on("GET /x", it -> it.raw("HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\nbegun"));
    assertFails(() -> connection.call(Request.get("/x"), SOON), Kind.TOO_LATE);
    engine.on("POST /x", it -> it.stall());
    assertFails(() -> connection.stream(Request.post("/x"), SOON), Kind.TOO_LATE);
    for (Directions directions : Directions.values()) {
      assertFails(() -> connection.upgrade(Request.post("/x"), directions, SOON), Kind.TOO_LATE);
    }
  }

  @Test
  void givesUpWhenItsThreadIsInterrupted() {
    Thread caller = Thread.currentThread();
    engine.on(
        "GET /x",
        it -> {
          caller.interrupt();
          it.stall();
        });
    assertThatThrownBy(() -> connection.call(Request.get("/x"), LONG))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void tellsWhatFailed() throws Exception {
    engine.on(
        "GET /x",
        it -> {
          it.raw("HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\nbegun");
          it.cut();
        });
    assertFails(() -> connection.call(Request.get("/x"), LONG), Kind.BROKEN);
    engine.close();
    assertFails(() -> connection.call(Request.get("/x"), LONG), Kind.UNREACHABLE);
    Connection nowhere =
        connection(
            new FailingClient(
                new UncheckedIOException(new UnknownHostException("no.example.com"))));
    assertFails(() -> nowhere.call(Request.get("/x"), LONG), Kind.UNREACHABLE);
    Connection faulty = connection(new FailingClient(new IllegalStateException("out of order")));
    assertFails(() -> faulty.call(Request.post("/x"), LONG), Kind.NO_RESPONSE);
  }

  @Test
  void closingEndsWhatIsInProgress() throws Exception {
    engine.on(
        "POST /x",
        it -> {
          it.raw("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n");
          it.stall();
        });
    StreamingResponse response = connection.stream(Request.post("/x"), LONG);
    connection.close();
    assertThatThrownBy(() -> response.body().read()).isInstanceOf(IOException.class);
    assertFails(() -> connection.call(Request.get("/x"), LONG), Kind.UNREACHABLE);
  }

  @Test
  void doesNotReadWhatNobodyWants() throws Exception {
    engine.on(
        "GET /x",
        it -> {
          it.raw("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
          it.stall();
        });
    StreamingResponse response = connection.stream(Request.get("/x"), LONG);
    assertThat(response.body().read()).isEqualTo('a');
    response.body().close();
    assertThatThrownBy(() -> response.body().read()).isInstanceOf(IOException.class);
  }

  @Test
  void readsOutputWithoutAnUpgrade() throws Exception {
    engine.on(
        "POST /x",
        it -> {
          it.raw("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\nab");
          it.cut();
        });
    try (UpgradedConnection upgraded =
        connection.upgrade(Request.post("/x"), Directions.OUTPUT, LONG)) {
      assertThat(rest(upgraded)).isEqualTo("ab");
      assertThatThrownBy(() -> upgraded.write(ByteBuffer.allocate(1)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void takesNoWholeResponseForAStream() {
    engine.on("POST /x", it -> it.json(200, "{}"));
    assertThatThrownBy(() -> connection.upgrade(Request.post("/x"), Directions.OUTPUT, LONG))
        .isInstanceOf(UpgradeRefused.class);
  }

  @Test
  void theEndOfTheInputEndsItsConnection() throws Exception {
    CompletableFuture<Integer> received = new CompletableFuture<>();
    engine.on(
        "POST /x",
        it -> {
          it.upgrade();
          int count = 0;
          while (it.read() >= 0) {
            count++;
          }
          received.complete(count);
        });
    UpgradedConnection upgraded = connection.upgrade(Request.post("/x"), Directions.INPUT, LONG);
    upgraded.write(ByteBuffer.allocate(100_000));
    upgraded.closeWrite();
    upgraded.closeWrite();
    assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(100_000);
    assertThatThrownBy(() -> upgraded.write(ByteBuffer.allocate(1)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void inputFailsWhenTheEngineTakesNoMore() throws Exception {
    engine.on(
        "POST /x",
        it -> {
          it.upgrade();
          it.cut();
        });
    UpgradedConnection upgraded = connection.upgrade(Request.post("/x"), Directions.INPUT, LONG);
    assertThatThrownBy(
            () -> {
              while (true) {
                upgraded.write(ByteBuffer.allocate(1 << 16));
              }
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void passesTheRefusalOfAnUpgradeOn() {
    engine.on("POST /x", it -> it.answer(409, "Content-Type: text/plain\r\n", "paused"));
    assertThatThrownBy(() -> connection.upgrade(Request.post("/x"), Directions.OUTPUT, LONG))
        .asInstanceOf(type(UpgradeRefused.class))
        .returns(409, UpgradeRefused::status)
        .returns("paused", UpgradeRefused::body);
    assertThatThrownBy(() -> connection.upgrade(Request.post("/x"), Directions.BOTH, LONG))
        .asInstanceOf(type(UpgradeRefused.class))
        .returns(409, UpgradeRefused::status);
  }
}
