package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An exit code is what the engine told: where one answer has none, others are asked. */
@Timeout(60)
class ExitCodeTest extends ConnectedToScript {

  private static final String EXITED =
      """
      {"Id":"c1","State":{"Status":"exited","Running":false,"ExitCode":7}}
      """;

  private static final String DIED =
      """
      {"Action":"die","Actor":{"ID":"c1","Attributes":{"exitCode":"7"}}}
      """;

  @Override
  protected ScriptedEngine script() throws IOException {
    return ScriptedEngine.thatRuns("", 0);
  }

  private void answerWait(String body) {
    scripted.on("POST /containers/c1/wait", it -> it.json(200, body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"StatusCode\":null}",
        "\"x\"",
        "{\"a\":1}",
        "[]",
        "null",
        "{\"StatusCode\":true}",
        "{\"StatusCode\":\"7\"}",
        "{\"StatusCode\":4294967303}",
        "{\"StatusCode\":7.9}",
        "{\"StatusCode\":1e3}"
      })
  void anAnswerWithoutACodeIsNoZero(String body) {
    answerWait(body);
    scripted.on("GET /containers/c1/json", it -> it.json(200, EXITED));
    assertThat(engine.run(ContainerRun.of("alpine")).exitCode()).isEqualTo(7);

    scripted.on("GET /containers/c1/json", it -> it.json(404, "{\"message\":\"gone\"}"));
    scripted.on("GET /events", it -> it.json(200, DIED));
    assertThat(engine.run(ContainerRun.of("alpine").remove()).exitCode()).isEqualTo(7);

    scripted.on("GET /events", it -> it.json(200, ""));
    assertThatThrownBy(() -> engine.run(ContainerRun.of("alpine").remove()))
        .isInstanceOf(EngineException.class)
        .hasMessageStartingWith("wait for container c1: its exit code is unknown");
  }

  /** A proxy breaks the wait, and the engine removes the container as soon as it has exited. */
  @Test
  void aWaitThatBreaksIsRenewedWhileTheOutputIsRead() {
    CountDownLatch renewed = new CountDownLatch(1);
    scripted.on(
        "POST /containers/c1/attach",
        it -> {
          it.upgrade();
          it.frame(1, "working\n");
          it.await(renewed);
          it.frame(1, "done\n");
          it.cut();
        });
    scripted.on(
        "POST /containers/c1/wait",
        it -> {
          it.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          it.pause(100);
          it.cut();
        },
        it -> {
          renewed.countDown();
          it.json(200, "{\"StatusCode\":7}");
        });
    RunResult result = engine.run(ContainerRun.of("alpine").remove());
    assertThat(result.exitCode()).isEqualTo(7);
    assertThat(result.stdout()).isEqualTo("working\ndone\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"StatusCode\":0,\"Error\":\"boom\"}",
        "{\"StatusCode\":0,\"Error\":{\"Message\":\"boom\"}}",
        "{\"message\":\"boom\"}"
      })
  void aFailureBesideACodeIsAFailure(String body) {
    answerWait(body);
    assertThatThrownBy(() -> engine.run(ContainerRun.of("alpine")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("boom");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Status\":\"exited\"}",
        "{\"Status\":\"exited\",\"ExitCode\":null}",
        "{\"Status\":\"exited\",\"ExitCode\":\"seven\"}"
      })
  void aContainerWithoutACodeHasNone(String state) {
    scripted.on(
        "GET /containers/c1/json", it -> it.json(200, "{\"Id\":\"c1\",\"State\":" + state + "}"));
    ContainerHandle container = engine.container("c1");
    assertThat(container.inspect().state().exitCode()).isEmpty();
    assertThatThrownBy(container::exitCode)
        .isInstanceOf(EngineException.class)
        .hasMessage("inspect container c1: the engine reports no exit code");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Running\":false,\"ExitCode\":null}",
        "{}",
        "[]",
        "{\"Running\":false,\"ExitCode\":\"seven\"}",
        "{\"Running\":false,\"ExitCode\":4294967303}"
      })
  void anExecWithoutACodeFails(String body) {
    scripted
        .on("GET /containers/c1/json", it -> it.json(200, EXITED))
        .on("POST /containers/c1/exec", it -> it.json(201, "{\"Id\":\"e1\"}"))
        .on("POST /exec/e1/start", it -> it.upgraded(""))
        .on("GET /exec/e1/json", it -> it.json(200, body));
    assertThatThrownBy(() -> engine.container("c1").exec("true"))
        .isInstanceOf(EngineException.class)
        .hasMessage("inspect exec in container c1: the engine reports no exit code");
  }

  @Test
  void aCodeThatIsToldIsToldOn() {
    answerWait("{\"StatusCode\":137}");
    assertThat(engine.run(ContainerRun.of("alpine")).exitCode()).isEqualTo(137);
  }
}
