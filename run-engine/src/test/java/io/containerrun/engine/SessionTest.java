package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.InvalidRunException;
import io.containerrun.engine.Session.End;
import io.containerrun.engine.testing.AtWork;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.ScriptedExchange;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionTest {

  private static final ContainerRun RUN = ContainerRun.of("alpine");

  private static ScriptedEngine engine(ScriptedEngine.Reply attach) throws IOException {
    return ScriptedEngine.thatRuns("", 0)
        .on("GET /containers/c1/json", it -> it.json(200, details("running")))
        .on("POST /containers/c1/wait", SessionTest::neverEnding)
        .on("POST /containers/c1/attach", attach);
  }

  private static void neverEnding(ScriptedExchange wait) throws IOException {
    wait.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
    wait.stall();
  }

  private static String details(String status) {
    return """
        {"Id":"c1","State":{"Status":"%s"},"Config":{"OpenStdin":true,"StdinOnce":true}}"""
        .formatted(status);
  }

  @Test
  void leavesNothingWhereTheContainerCannotBeSeenAnyMore() throws Exception {
    ScriptedEngine.Reply attach =
        it -> {
          it.upgrade();
          it.stall();
        };
    try (ScriptedEngine scripted = engine(attach);
        Engine engine = Engine.connect(scripted.host())) {
      ContainerHandle container = engine.container("c1");
      scripted.on(
          "GET /containers/c1/json",
          it -> it.json(200, details("running")),
          it -> it.json(500, "{\"message\":\"disk full\"}"));
      assertThatThrownBy(container::attach)
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("disk full");
      AtWork.assertNobody(scripted);
    }
  }

  @Test
  void givesWhatHadComeWhenItIsLeft() throws Exception {
    String many = "x".repeat(150_000);
    CompletableFuture<Void> written = new CompletableFuture<>();
    ScriptedEngine.Reply attach =
        it -> {
          it.upgrade();
          it.frame(1, many);
          written.complete(null);
          it.stall();
        };
    try (ScriptedEngine scripted = engine(attach);
        Engine engine = Engine.connect(scripted.host());
        RunningContainer container = engine.open(RUN)) {
      written.join();
      Session session = container.session();
      session.detach();
      assertThat(session.onEnd().join()).isEqualTo(End.DETACHED);
      assertThat(session.isDetached()).isTrue();
      assertThat(session.stdout().readAllBytes()).hasSize(many.length());
      assertThat(container.exitCode()).isEmpty();
    }
  }

  @Test
  void endsAReadWhenItIsClosed() throws Exception {
    try (ScriptedEngine scripted =
            engine(
                it -> {
                  it.upgrade();
                  it.stall();
                });
        Engine engine = Engine.connect(scripted.host());
        RunningContainer container = engine.open(RUN)) {
      Session session = container.session();
      CompletableFuture<Throwable> read =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return new IOException("read " + session.stdout().read());
                } catch (IOException failure) {
                  return failure;
                }
              });
      Thread.sleep(100);
      session.close();
      assertThat(read.join()).hasMessageContaining("closed");
      assertThat(session.onEnd().join()).isEqualTo(End.DETACHED);
      session.close();
    }
  }

  @Test
  void failsWhereTheEngineBreaksTheStream() throws Exception {
    try (ScriptedEngine scripted =
            engine(
                it -> {
                  it.upgrade();
                  it.frame(3, "no space left");
                  it.stall();
                });
        Engine engine = Engine.connect(scripted.host());
        RunningContainer container = engine.open(RUN)) {
      assertThatThrownBy(() -> container.stdout().read()).hasMessageContaining("no space left");
      assertThatThrownBy(() -> container.session().onEnd().join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(EngineException.class)
          .hasMessageContaining("no space left");
    }
  }

  @Test
  void asksForWhatTheCallerWants() throws Exception {
    AtomicBoolean exited = new AtomicBoolean();
    try (ScriptedEngine scripted = engine(it -> it.upgraded("kept"));
        Engine engine = Engine.connect(scripted.host())) {
      scripted.on(
          "GET /containers/c1/json",
          it -> it.json(200, details(exited.get() ? "exited" : "running")));
      try (Session session =
          engine
              .container("c1")
              .attach(Attach.standard().streams(StandardStream.STDOUT).withLogs())) {
        exited.set(true);
        assertThat(session.stdout().readAllBytes())
            .isEqualTo("kept".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> session.stdin().write(1)).hasMessageContaining("not attached");
        assertThat(session.onEnd().join()).isEqualTo(End.ENDED);
        assertThat(session.isDetached()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> session.resize(-1, 80));
      }
      assertThat(scripted.fullRequests())
          .anyMatch(
              it -> it.endsWith("attach?stream=1&logs=1&stdout=1&detachKeys=ctrl-p%2Cctrl-q"));
    }
  }

  @Test
  void takesOnlyLogsOfAContainerThatHasEnded() throws Exception {
    try (ScriptedEngine scripted =
            engine(it -> it.upgraded("kept"))
                .on("GET /containers/c1/json", it -> it.json(200, details("exited")));
        Engine engine = Engine.connect(scripted.host());
        Session session = engine.container("c1").attach(Attach.standard().withLogs())) {
      assertThat(session.stdout().readAllBytes()).hasSize(4);
      assertThat(scripted.fullRequests()).anyMatch(it -> it.contains("attach?logs=1&stdin=1"));
    }
  }

  @Test
  void refusesToOpenADetachedRun() throws Exception {
    try (ScriptedEngine scripted = engine(ScriptedExchange::stall);
        Engine engine = Engine.connect(scripted.host())) {
      assertThatThrownBy(() -> engine.open(RUN.detach()))
          .isInstanceOf(InvalidRunException.class)
          .hasMessageContaining("[open-attaches]");
      assertThat(scripted.requests()).isEmpty();
    }
  }
}
