package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ExecCommand;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.testing.ScriptedEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExecTest {

  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private ScriptedEngine scripted;
  private Engine engine;

  @BeforeEach
  void connect() throws IOException {
    scripted =
        new ScriptedEngine()
            .on("GET /containers/web/json", it -> it.json(200, "{\"Id\":\"c1\"}"))
            .on(
                "POST /containers/c1/exec",
                it -> {
                  bodies.add(it.body());
                  it.json(201, "{\"Id\":\"e1\"}");
                })
            .on(
                "POST /exec/e1/start",
                it -> {
                  bodies.add(it.body());
                  it.upgraded("hello\n");
                })
            .on("GET /exec/e1/json", it -> it.json(200, "{\"Running\":false,\"ExitCode\":3}"));
    engine = Engine.connect(scripted.host());
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
    scripted.close();
  }

  @Test
  void waitsForTheExitCodeWhereTheOutputEndsBefore() {
    scripted.on(
        "GET /exec/e1/json",
        it -> it.json(200, "{\"Running\":true}"),
        it -> it.json(200, "{\"Running\":false,\"ExitCode\":3}"));
    ExecResult result = engine.container("web").exec("ls");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.stdout()).isEqualTo("hello\n");
    assertThat(bodies).hasSize(2);
    assertThat(bodies.get(0)).contains("\"Cmd\":[\"ls\"]").doesNotContain("CONTAINERRUN");
    assertThat(bodies.get(1)).contains("\"Detach\":false", "\"Tty\":false");
  }

  @Test
  void doesNotWaitForOutputOfACommandThatHasExited() {
    scripted.on(
        "POST /exec/e1/start",
        it -> {
          it.upgrade();
          it.frame(1, "hello\n");
          it.stall(); // as behind a proxy that has lost the engine
        });
    Duration brief = Duration.ofMillis(500);
    try (Engine other = Engine.connect(scripted.host(), new Timeouts(brief, brief, brief, brief))) {
      ExecResult result = other.container("web").exec("ls");
      assertThat(result.exitCode()).isEqualTo(3);
      assertThat(result.isOutputLost()).isTrue();
    }
  }

  @Test
  void saysThatTheContainerHasEndedBefore() {
    scripted.on("GET /exec/e1/json", it -> it.json(404, "{\"message\":\"No such exec\"}"));
    assertThatThrownBy(() -> engine.container("web").exec("ls"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(
            "container c1: the container has exited, and the exit code is not known");
  }

  @Test
  void saysThatWhatTakesTooLongCannotBeEnded() {
    scripted.on("GET /exec/e1/json", it -> it.json(200, "{\"Running\":true}"));
    assertThatThrownBy(
            () -> engine.container("web").exec(ExecCommand.of("ls"), Duration.ofMillis(50)))
        .isInstanceOf(EngineException.class)
        .hasMessage("exec in container c1: its time is up, but it has not exited");
    assertThat(bodies.get(0)).contains("CONTAINERRUN_EXEC=");
    assertThat(bodies)
        .anyMatch(it -> it.contains("\"TERM\""))
        .anyMatch(it -> it.contains("\"KILL\""));
  }

  @Test
  void refusesAFolderOnAnEngineThatKnowsNone() {
    scripted.on("GET /_ping", it -> it.answer(200, "Api-Version: 1.30\r\n", "OK"));
    try (Engine old = Engine.connect(scripted.host())) {
      ContainerHandle web = old.container("web");
      assertThatThrownBy(() -> web.exec(ExecCommand.of("ls").workdir("/srv")))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("--workdir /srv: the engine has API 1.30, and this needs 1.35");
    }
  }
}
