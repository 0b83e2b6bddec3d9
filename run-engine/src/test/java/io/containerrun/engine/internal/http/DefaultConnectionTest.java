package io.containerrun.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.engine.internal.http.ConnectionFailure.Kind;
import io.containerrun.engine.testing.ScriptedEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DefaultConnectionTest {

  private static final Duration SOON = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(10);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private ScriptedEngine engine;
  private Connection connection;

  @BeforeEach
  void connect() throws IOException {
    engine = new ScriptedEngine().on("GET /x", it -> it.json(200, "{}"));
    engine.on("POST /x", it -> it.answer(204, "", ""));
    connection = new DefaultConnection(Endpoint.of(EngineAddress.parse(engine.host())), threads);
  }

  @AfterEach
  void close() throws IOException {
    connection.close();
    engine.close();
    threads.shutdownNow();
  }

  @Test
  void keepsConnectionsForTheNextCall() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(connection.call(Request.get("/x"), LONG).body()).isEqualTo("{}");
      assertThat(connection.call(Request.post("/x"), LONG).status()).isEqualTo(204);
    }
    assertThat(engine.connections()).isEqualTo(1);
  }

  @Test
  void repeatsARepeatableCallOnceOnAConnectionThatTheEngineClosed() throws Exception {
    connection.call(Request.get("/x"), LONG);
    engine.dropConnections();
    assertThat(connection.call(Request.get("/x"), LONG).status()).isEqualTo(200);
    engine.dropConnections();
    assertThat(connection.call(Request.post("/x").asRepeatable(), LONG).status()).isEqualTo(204);
  }

  @Test
  void doesNotRepeatWhatMayHaveBeenDone() throws Exception {
    engine.on("POST /x", it -> it.cut());
    assertFails(() -> connection.call(Request.post("/x"), LONG), Kind.NO_RESPONSE);
    assertThat(engine.requests()).containsExactly("POST /x");
  }

  @Test
  void sendsCommonHeadersThatTheRequestLeavesOpen() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    engine.on(
        "POST /x",
        it -> {
          for (String name : List.of("X-Site", "Content-Type", "User-Agent", "Content-Length")) {
            seen.add(it.header(name));
          }
          it.answer(204, "", "");
        });
    Map<String, String> common =
        Map.of("X-Site", "1", "content-type", "x", "user-agent", "x", "content-length", "99");
    EngineAddress address = EngineAddress.parse(engine.host());
    try (Connection other =
        new DefaultConnection(new Endpoint(address, Optional.empty(), common), threads)) {
      other.call(Request.post("/x", "{}"), LONG);
    }
    assertThat(seen).containsExactly("1", "application/json", "containerrun", "2");
  }

  @Test
  void repeatsACallThatIsCutOnce() throws Exception {
    engine.on("GET /x", it -> it.cut(), it -> it.json(200, "{}"));
    assertThat(connection.call(Request.get("/x"), LONG).status()).isEqualTo(200);
    assertThat(engine.requests()).containsExactly("GET /x", "GET /x");
  }

  @Test
  void noticesThatTheEngineClosedAConnectionMeanwhile() throws Exception {
    connection.call(Request.get("/x"), LONG);
    engine.dropConnections();
    assertThat(connection.call(Request.post("/x"), LONG).status()).isEqualTo(204);
    assertThat(engine.connections()).isEqualTo(2);
  }

  @Test
  void closingEndsWhatIsInProgress() throws Exception {
    engine.on(
        "POST /x",
        it -> {
          connection.close();
          it.stall();
        });
    assertFails(() -> connection.call(Request.post("/x"), LONG), Kind.NO_RESPONSE);
    assertFails(() -> connection.call(Request.post("/x"), LONG), Kind.UNREACHABLE);
  }

  @Test
  void givesUpACallThatTakesTooLong() throws Exception {
    engine.on("GET /x", it -> it.stall());
    assertFails(() -> connection.call(Request.get("/x"), SOON), Kind.TOO_LATE);
    engine.on("GET /x", it -> it.raw("HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\nbegun"));
    assertFails(() -> connection.call(Request.get("/x"), SOON), Kind.TOO_LATE);
    engine.on("POST /x", it -> it.stall());
    assertFails(() -> connection.stream(Request.post("/x"), SOON), Kind.TOO_LATE);
    assertFails(() -> connection.upgrade(Request.post("/x"), Directions.BOTH, SOON), Kind.TOO_LATE);
  }

  @Test
  void givesUpACallWhoseThreadIsInterrupted() {
    Thread environment = Thread.currentThread();
    engine.on(
        "GET /x",
        it -> {
          environment.interrupt();
          it.stall();
        });
    assertThatThrownBy(() -> connection.call(Request.get("/x"), LONG))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void tellsAnEngineThatIsNotThere() throws Exception {
    engine.close();
    assertFails(() -> connection.call(Request.get("/x"), LONG), Kind.UNREACHABLE);
    assertFails(
        () -> connection.upgrade(Request.post("/x"), Directions.BOTH, LONG), Kind.UNREACHABLE);
  }

  @Test
  void tellsNonsenseAndBrokenAnswers() {
    engine.on(
        "GET /x",
        it -> {
          it.raw("HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\nbegun");
          it.cut();
        });
    assertFails(() -> connection.call(Request.get("/x"), LONG), Kind.BROKEN);
    engine.on(
        "POST /x",
        it -> {
          it.raw("what?\r\n\r\n");
          it.cut();
        });
    assertFails(() -> connection.upgrade(Request.post("/x"), Directions.BOTH, LONG), Kind.BROKEN);
  }

  @Test
  void sendsBytesWhileTheyAreRead() throws Exception {
    List<String> bodies = new ArrayList<>();
    engine.on(
        "PUT /x",
        it -> {
          bodies.add(it.header("Content-Type") + " " + it.body());
          it.answer(200, "", "");
        });
    InputStream archive = new ByteArrayInputStream("some bytes".getBytes(StandardCharsets.UTF_8));
    connection.call(Request.tar("PUT", "/x", archive), LONG);
    assertThat(bodies).containsExactly("application/x-tar some bytes");
  }

  @Test
  void givesUpWhereTheBytesCannotBeRead() throws IOException {
    engine.on("POST /x", it -> it.answer(200, "", ""));
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    assertThatThrownBy(() -> connection.stream(Request.tar("POST", "/x", closed), LONG))
        .isInstanceOf(ConnectionFailure.class)
        .hasMessageContaining("Stream closed");
  }

  @Test
  void upgradesToAPipeWhoseEndsAreApart() throws Exception {
    engine.on(
        "POST /x",
        it -> {
          it.raw("HTTP/1.1 101 UPGRADED\r\nUpgrade: tcp\r\n\r\nat once");
          int count = 0;
          while (it.read() >= 0) {
            count++;
          }
          it.raw(", then " + count);
          it.cut();
        });
    try (UpgradedConnection upgraded =
        connection.upgrade(Request.post("/x"), Directions.BOTH, LONG)) {
      upgraded.write(ByteBuffer.allocate(1000));
      upgraded.closeWrite();
      ByteBuffer all = ByteBuffer.allocate(100);
      while (upgraded.read(all) >= 0) {}
      assertThat(new String(all.array(), 0, all.position(), StandardCharsets.UTF_8))
          .isEqualTo("at once, then 1000");
    }
  }

  @Test
  void findsTheEndAlsoWhereTheEngineLeavesUnreadWhatWasWritten() throws Exception {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    engine.on(
        "POST /x",
        it -> {
          it.raw("HTTP/1.1 101 UPGRADED\r\nUpgrade: tcp\r\n\r\nall");
          sent.join();
          it.cut();
        });
    try (UpgradedConnection upgraded =
        connection.upgrade(Request.post("/x"), Directions.BOTH, LONG)) {
      upgraded.write(ByteBuffer.allocate(1000));
      sent.complete(null);
      ByteBuffer all = ByteBuffer.allocate(100);
      while (upgraded.read(all) >= 0) {}
      assertThat(all.position()).isEqualTo(3);
    }
  }

  @Test
  void passesTheRefusalOfAnUpgradeOn() {
    engine.on("POST /x", it -> it.answer(409, "Content-Type: text/plain\r\n", "paused"));
    assertThatThrownBy(() -> connection.upgrade(Request.post("/x"), Directions.BOTH, LONG))
        .asInstanceOf(type(UpgradeRefused.class))
        .returns(409, UpgradeRefused::status)
        .returns("paused", UpgradeRefused::body);
  }

  @Test
  void closingAStreamEndsAReadInProgress() throws Exception {
    engine.on(
        "POST /x",
        it -> {
          it.raw("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n");
          it.stall();
        });
    StreamingResponse answer = connection.stream(Request.post("/x"), LONG);
    threads.execute(
        () -> {
          pause();
          answer.close();
        });
    assertThatThrownBy(() -> answer.body().read()).isInstanceOf(IOException.class);
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void assertFails(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Kind kind) {
    assertThatThrownBy(call)
        .asInstanceOf(type(ConnectionFailure.class))
        .extracting(ConnectionFailure::kind)
        .isEqualTo(kind);
  }
}
