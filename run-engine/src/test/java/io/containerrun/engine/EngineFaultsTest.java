package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.InvalidRunException;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.value.RestartPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EngineFaultsTest extends ConnectedToScript {

  private static final ContainerRun RUN = ContainerRun.of("alpine").command("true");

  @Override
  protected ScriptedEngine script() throws IOException {
    return ScriptedEngine.thatRuns("hello\n", 13);
  }

  @Test
  void asksInTheOneOrderThatLosesNothing() {
    RunResult result = engine.run(RUN);
    assertThat(result.stdout()).isEqualTo("hello\n");
    assertThat(result.exitCode()).isEqualTo(13);
    assertThat(scripted.requests())
        .containsExactly(
            "POST /containers/create",
            "POST /containers/c1/attach",
            "POST /containers/c1/wait",
            "POST /containers/c1/start");
    assertThat(scripted.fullRequests())
        .contains("POST /v1.41/containers/c1/wait?condition=next-exit")
        .contains("POST /v1.41/containers/c1/attach?stream=1&stdout=1&stderr=1");
  }

  @Test
  void labelsWhatItMakesBesideTheRunsOwnLabels() {
    List<String> bodies = new ArrayList<>();
    scripted.on(
        "POST /containers/create",
        it -> {
          bodies.add(it.body());
          it.json(201, "{\"Id\":\"c1\"}");
        });
    engine.run(RUN.label("a", "b"));
    assertThat(bodies.get(0))
        .contains("\"a\":\"b\"", "\"io.containerrun.session\":\"", "\"io.containerrun.run\":\"");
  }

  @ParameterizedTest
  @CsvSource({"1.24, 1.24", "1.41, 1.41", "1.51, 1.51", "1.56, 1.56", "1.57, 1.56"})
  void speaksTheOlderOfBothVersions(String theirs, String spoken) {
    scripted.on("GET /_ping", it -> it.answer(200, "Api-Version: " + theirs + "\r\n", "OK"));
    try (Engine other = Engine.connect(scripted.host())) {
      assertThat(other.apiVersion()).hasToString(spoken);
    }
  }

  private void speaks(String oldest, String newest) {
    scripted.on("GET /_ping", it -> it.answer(200, "Api-Version: " + newest + "\r\n", "OK"));
    scripted.on("GET /version", it -> it.json(200, "{\"MinAPIVersion\":\"" + oldest + "\"}"));
  }

  @Test
  void refusesAnEngineThatIsTooNew() {
    speaks("1.60", "1.71");
    assertThatThrownBy(() -> Engine.connect(scripted.host()))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessage(
            "the engine at %s supports API 1.60 to 1.71, and this library up to 1.56;"
                + " use a newer version of this library",
            scripted.host());
  }

  @Test
  void refusesAVersionThatIsFixedAndThatTheEngineNoLongerSpeaks() {
    speaks("1.44", "1.52");
    EngineOptions old =
        EngineOptions.standard().host(scripted.host()).apiVersion(new ApiVersion(1, 43));
    assertThatThrownBy(() -> Engine.connect(old))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("supports API 1.44 to 1.52, not the requested 1.43; drop it");
    try (Engine just = Engine.connect(old.apiVersion(new ApiVersion(1, 44)))) {
      assertThat(just.apiVersion()).hasToString("1.44");
    }
  }

  @Test
  void asksForTheOldestVersionOnlyWhereItMatters() {
    speaks("1.24", "1.51");
    try (Engine usual = Engine.connect(scripted.host())) {
      assertThat(usual.apiVersion()).hasToString("1.51");
    }
    assertThat(scripted.requests()).isEmpty();
    speaks("nonsense", "1.71");
    try (Engine newer = Engine.connect(scripted.host())) {
      assertThat(newer.apiVersion()).hasToString("1.56");
    }
    assertThat(scripted.requests()).containsExactly("GET /version");
  }

  @Test
  void refusesWhatAnswersAndIsNoEngine() {
    scripted.on("GET /_ping", it -> it.answer(200, "Api-Version: latest\r\n", "OK"));
    assertThatThrownBy(() -> Engine.connect(scripted.host()))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessage(
            "the server at %s is not an engine: its API version is 'latest'", scripted.host());
  }

  @ParameterizedTest
  @CsvSource({
    "200,'Content-Type: text/html\\r\\nServer: nginx\\r\\n',<html>,'status 200, text/html, server nginx'",
    "200,'',hello,status 200",
    "200,'','',status 200",
    "204,'','',status 204",
    "301,'Location: https://u:p@host/x?token=t\\r\\n','','status 301, redirecting to https://***@host/x'",
    "404,'Content-Type: text/html\\r\\n',<h1>,'status 404, text/html'"
  })
  void refusesAnotherServer(int status, String headers, String body, String words) {
    scripted.on("GET /_ping", it -> it.answer(status, headers.replace("\\r\\n", "\r\n"), body));
    assertThatThrownBy(() -> Engine.connect(scripted.host()))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessage(
            "the server at %s is not an engine: it answers /_ping with %s; check its host and port",
            scripted.host(), words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-OpenSSH_9.6\r\n\r\n", "220 mail ESMTP\r\n", "\u0000\u0001"})
  void refusesAServerOfAnotherProtocol(String greeting) {
    scripted.on(
        "GET /_ping",
        it -> {
          it.raw(greeting);
          it.cut();
        });
    assertThatThrownBy(() -> Engine.connect(scripted.host()))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageStartingWith(
            "the server at %s is not an engine: the response is not HTTP: ", scripted.host())
        .message()
        .matches("[ -~]*");
  }

  @ParameterizedTest
  @CsvSource({"403,blocked by proxy", "500,'{\"message\":\"busy\"}'"})
  void keepsTheWordsOfAnEngineThatFails(int status, String body) {
    scripted.on("GET /_ping", it -> it.answer(status, "", body));
    assertThatThrownBy(() -> Engine.connect(scripted.host()))
        .isInstanceOf(EngineException.class)
        .hasMessageMatching("ask engine for its API version: (blocked by proxy|busy)");
  }

  @Test
  void refusesAnEngineThatIsTooOldToWaitWithoutRaces() {
    scripted.on("GET /_ping", it -> it.answer(200, "", "OK"));
    try (Engine old = Engine.connect(scripted.host())) {
      assertThat(old.apiVersion()).hasToString("1.24");
      assertThatThrownBy(() -> old.run(RUN))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("too old")
          .hasMessageContaining("Docker 17.06");
    }
  }

  @Test
  void saysWhereItIs() {
    assertThat(engine).hasToString("engine at " + scripted.host() + ", API 1.41");
  }

  @Test
  void tellsWhereNoEngineAnswers() throws IOException {
    scripted.close();
    assertThatThrownBy(() -> Engine.connect(scripted.host()))
        .asInstanceOf(type(EngineUnavailableException.class))
        .returns(scripted.host(), EngineUnavailableException::address)
        .extracting(Throwable::getMessage)
        .asString()
        .contains("no engine answers at " + scripted.host(), "DOCKER_HOST");
  }

  @Test
  void asksNothingForARunThatCannotWork() {
    ContainerRun bad = RUN.memory("4m").remove().restart(RestartPolicy.always());
    assertThatThrownBy(() -> engine.run(bad))
        .asInstanceOf(type(InvalidRunException.class))
        .satisfies(it -> assertThat(it.violations()).hasSizeGreaterThanOrEqualTo(2));
    assertThatThrownBy(() -> engine.run(RUN.detach()))
        .isInstanceOf(InvalidRunException.class)
        .hasMessageContaining("use start");
    assertThatThrownBy(() -> engine.run(RUN, Input.of("unread")))
        .isInstanceOf(InvalidRunException.class)
        .hasMessageContaining("add interactive()");
    assertThat(scripted.requests()).isEmpty();
  }

  @Test
  void saysThatANameIsTaken() {
    scripted.on(
        "POST /containers/create",
        it ->
            it.json(
                409,
                """
                {"message":"Conflict. The container name \\"/db\\" is already in use by\
                 container \\"abc\\"."}"""));
    assertThatThrownBy(() -> engine.run(RUN.name("db")))
        .asInstanceOf(type(NameConflictException.class))
        .returns(OptionalInt.of(409), EngineException::status)
        .returns("create container", EngineException::operation)
        .extracting(Throwable::getMessage)
        .asString()
        .contains("create container from alpine", "\"/db\"", "choose another name");
  }

  @Test
  void removesAContainerThatCannotBeAttachedTo() {
    scripted.on("POST /containers/c1/attach", it -> it.answer(409, "", "container is paused"));
    assertThatThrownBy(() -> engine.run(RUN))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("attach to container c1: container is paused");
    assertThat(scripted.requests()).last().isEqualTo("DELETE /containers/c1");
    assertThat(scripted.fullRequests()).last().asString().contains("force=1", "v=1");
  }

  @Test
  void removesAContainerThatCannotBeStarted() {
    scripted.on(
        "POST /containers/c1/wait",
        it -> {
          it.raw("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n");
          it.stall();
        });
    scripted.on("POST /containers/c1/attach", it -> it.upgrade());
    scripted.on(
        "POST /containers/c1/start",
        it ->
            it.json(
                400,
                """
                {"message":"exec: \\"x\\": executable file not found in $PATH"}"""));
    assertThatThrownBy(() -> engine.run(RUN))
        .asInstanceOf(type(EngineException.class))
        .returns(127, EngineException::exitStatus)
        .extracting(Throwable::getMessage)
        .asString()
        .contains("start container c1", "not found in $PATH", "check the command");
    assertThat(scripted.requests()).last().isEqualTo("DELETE /containers/c1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unable to start container process: exec: /etc: permission denied | that may be executed",
        "network backend not found | or check its name",
        "unable to find user ada: no matching entries in passwd file | or a numeric id",
        "bind source path does not exist: /data | create it on the engine's host first",
        "error mounting /a to rootfs at /b: permission denied | permission denied",
      })
  void saysWhatToDoAboutARefusal(String words, String end) {
    scripted.on("POST /containers/c1/start", it -> it.json(400, "{\"message\":\"" + words + "\"}"));
    assertThatThrownBy(() -> engine.run(RUN))
        .isExactlyInstanceOf(EngineException.class)
        .hasMessageContaining("start container c1: " + words)
        .hasMessageEndingWith(end);
  }

  @Test
  void removesAContainerWhoseStartIsNeverAnswered() {
    scripted.on("POST /containers/c1/start", it -> it.stall());
    EngineOptions hasty =
        EngineOptions.standard().host(scripted.host()).startTimeout(Duration.ofMillis(400));
    try (Engine other = Engine.connect(hasty)) {
      assertThatThrownBy(() -> other.run(RUN))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("no response within 400 ms");
    }
    assertThat(scripted.requests()).last().isEqualTo("DELETE /containers/c1");
  }

  @Test
  void aRefusalThatStallsIsNoAnswerEither() {
    scripted.on(
        "POST /containers/c1/wait",
        it -> {
          it.raw("HTTP/1.1 500 X\r\nContent-Length: 90\r\n\r\n{\"mess");
          it.stall();
        });
    EngineOptions hasty =
        EngineOptions.standard().host(scripted.host()).responseTimeout(Duration.ofSeconds(2));
    try (Engine other = Engine.connect(hasty)) {
      assertThatThrownBy(() -> other.run(RUN))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("wait for container c1")
          .hasMessageContaining("no response within 2000 ms");
    }
    assertThat(scripted.requests()).last().isEqualTo("DELETE /containers/c1");
  }

  @Test
  void findsTheContainerAgainWhoseIdWasLostOnTheWay() {
    scripted.on("POST /containers/create", it -> it.cut());
    scripted.on("GET /containers/json", it -> it.json(200, "[{\"Id\":\"c1\"}]"));
    assertThat(engine.run(RUN).exitCode()).isEqualTo(13);
    assertThat(scripted.requests())
        .startsWith(
            "POST /containers/create", "GET /containers/json", "POST /containers/c1/attach");
  }

  @Test
  void createsAgainWhatWasNotCreated() {
    scripted.on("POST /containers/create", it -> it.cut(), it -> it.json(201, "{\"Id\":\"c1\"}"));
    scripted.on("GET /containers/json", it -> it.json(200, "[]"));
    assertThat(engine.run(RUN).exitCode()).isEqualTo(13);
  }

  @Test
  void startsAgainOnlyWhatWasNotStarted() {
    scripted.on("POST /containers/c1/start", it -> it.cut(), it -> it.answer(204, "", ""));
    scripted.on(
        "GET /containers/c1/json", it -> it.json(200, "{\"State\":{\"Status\":\"created\"}}"));
    engine.run(RUN);
    assertThat(scripted.requests()).filteredOn(it -> it.endsWith("start")).hasSize(2);
    scripted.on("POST /containers/c1/start", it -> it.cut());
    scripted.on(
        "GET /containers/c1/json", it -> it.json(200, "{\"State\":{\"Status\":\"exited\"}}"));
    engine.run(RUN);
    assertThat(scripted.requests()).filteredOn(it -> it.endsWith("start")).hasSize(3);
  }

  @Test
  void asksAgainForAnExitCodeThatBrokeOff() {
    scripted.on(
        "POST /containers/c1/wait",
        it -> {
          it.raw("HTTP/1.1 200 X\r\nContent-Length: 90\r\n\r\n{\"Status");
          it.cut();
        },
        it -> it.json(200, "{\"StatusCode\":3}"));
    assertThat(engine.run(RUN).exitCode()).isEqualTo(3);
    assertThat(scripted.fullRequests())
        .contains("POST /v1.41/containers/c1/wait?condition=not-running");
  }

  @Test
  void failsWithWhatTheEngineReportsWithinTheStream() {
    scripted.on(
        "POST /containers/c1/attach",
        it -> {
          it.upgrade();
          it.frame(3, "disk full");
        });
    assertThatThrownBy(() -> engine.run(RUN))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("disk full");
    assertThat(scripted.requests()).last().isEqualTo("DELETE /containers/c1");
  }

  @Test
  void endsWithTheVeryExceptionOfAConsumer() {
    IllegalArgumentException own = new IllegalArgumentException("mine");
    Output output =
        Output.toLines(
            line -> {
              throw own;
            });
    assertThatThrownBy(() -> engine.run(RUN, output)).isSameAs(own);
    assertThat(scripted.requests()).last().isEqualTo("DELETE /containers/c1");
  }

  @Test
  void removesTheContainerAndRestoresTheInterrupt() {
    scripted.on("POST /containers/c1/attach", it -> it.upgrade());
    Thread environment = Thread.currentThread();
    scripted.on(
        "POST /containers/c1/start",
        it -> {
          it.answer(204, "", "");
          environment.interrupt();
        });
    assertThatThrownBy(() -> engine.run(RUN))
        .isInstanceOf(ContainerRunException.class)
        .hasMessageContaining("interrupted")
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(scripted.requests()).last().isEqualTo("DELETE /containers/c1");
  }

  @Test
  void closingRemovesWhatAnEngineMakesOfACreateThatWasInterrupted() {
    Thread environment = Thread.currentThread();
    AtomicBoolean made = new AtomicBoolean();
    scripted.on("POST /containers/create", it -> environment.interrupt());
    scripted.on(
        "GET /containers/json", it -> it.json(200, made.get() ? "[{\"Id\":\"c1\"}]" : "[]"));
    scripted.on(
        "DELETE /containers/c1",
        it -> {
          made.set(false);
          it.answer(204, "", "");
        });
    assertThatThrownBy(() -> engine.run(RUN)).hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    made.set(true);
    engine.close();
    assertThat(scripted.requests()).containsOnlyOnce("DELETE /containers/c1");
  }

  @Test
  void keepsTheFirstFailureWhereRemovingFailsToo() {
    scripted.on("POST /containers/c1/start", it -> it.json(500, "{\"message\":\"first\"}"));
    scripted.on("DELETE /containers/c1", it -> it.json(500, "{\"message\":\"second\"}"));
    assertThatThrownBy(() -> engine.run(RUN))
        .hasMessageContaining("first")
        .satisfies(it -> assertThat(it.getSuppressed()[0]).hasMessageContaining("second"));
    scripted.on("DELETE /containers/c1", it -> it.answer(204, "", ""));
  }

  @Test
  void removesOpenHandlesWhenItIsClosed() {
    engine.start(RUN);
    engine.close();
    engine.close();
    assertThat(scripted.requests()).containsOnlyOnce("DELETE /containers/c1");
    assertThatIllegalStateException().isThrownBy(() -> engine.run(RUN));
  }

  @Test
  void neverShowsValuesOfVariables() {
    scripted.on("POST /containers/c1/start", it -> it.json(500, "{\"message\":\"no\"}"));
    assertThatThrownBy(() -> engine.run(RUN.env("PASSWORD", "s3cret")))
        .satisfies(it -> assertThat(it.toString()).doesNotContain("s3cret"));
  }
}
