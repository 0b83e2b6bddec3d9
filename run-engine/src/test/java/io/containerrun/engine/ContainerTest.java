package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.CallInterruptedException;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.testing.ScriptedEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handles on containers that exist, held against an engine that does as it is told. */
@Timeout(60)
class ContainerTest {

  private static final Duration SHORT = Duration.ofMillis(100);

  private final CountDownLatch waitEnded = new CountDownLatch(1);
  private ScriptedEngine scripted;
  private Engine engine;

  @BeforeEach
  void connect() throws IOException {
    scripted = new ScriptedEngine();
    scripted.on("GET /containers/web/json", it -> it.json(200, inspected("running", 0)));
    state("running", 0);
    waitsForEver();
    engine = Engine.connect(scripted.host());
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
    scripted.close();
  }

  private void state(String status, int exitCode) {
    scripted.on("GET /containers/c1/json", it -> it.json(200, inspected(status, exitCode)));
  }

  private static String inspected(String status, int exitCode) {
    return """
        {"Id":"c1","Name":"/web","State":{"Status":"%s","ExitCode":%d,"Running":%b}}"""
        .formatted(status, exitCode, status.equals("running"));
  }

  /** Answers as engines do: the head at once, the code never. */
  private void waitsForEver() {
    scripted.on(
        "POST /containers/c1/wait",
        it -> {
          it.raw("HTTP/1.1 200 X\r\nContent-Length: 16\r\n\r\n");
          try {
            it.stall();
          } finally {
            waitEnded.countDown();
          }
        });
  }

  private void answersWait(int exitCode) {
    scripted.on(
        "POST /containers/c1/wait", it -> it.json(200, "{\"StatusCode\":" + exitCode + "}"));
  }

  private ContainerHandle container() {
    return engine.container("web");
  }

  @Test
  void findsAContainerByItsNameAndKeepsItsId() {
    ContainerHandle container = container();
    assertThat(container.id()).isEqualTo("c1");
    assertThat(container.name()).isEqualTo("web");
    assertThat(container.isRunning()).isTrue();
    assertThat(engine.container("/web").id()).isEqualTo("c1");
  }

  @Test
  void saysThatThereIsNoSuchContainer() {
    scripted.on(
        "GET /containers/nobody/json",
        it -> it.json(404, "{\"message\":\"No such container: nobody\"}"));
    assertThatThrownBy(() -> engine.container("nobody"))
        .asInstanceOf(type(ContainerNotFoundException.class))
        .returns(OptionalInt.of(404), EngineException::status)
        .extracting(Throwable::getMessage)
        .isEqualTo("inspect container nobody: No such container: nobody");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a b", "../images", "a/b", "a?x=1", "-a"})
  void refusesWhatIsNeitherNameNorId(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.container(text))
        .withMessageStartingWith("'" + text + "' is not a name or id of a container");
    assertThat(scripted.requests()).isEmpty();
  }

  @Test
  void tellsTheCodeOfOneThatHasEndedAtOnce() throws InterruptedException {
    ContainerHandle container = container();
    state("exited", 7);
    assertThat(container.waitFor()).isEqualTo(7);
    assertThat(container.waitFor(Duration.ZERO)).isTrue();
    assertThat(container.exitCode()).hasValue(7);
    assertThat(container.onExit().join()).isEqualTo(7);
    waitEnded.await();
    assertThat(scripted.fullRequests())
        .contains("POST /v1.41/containers/c1/wait?condition=next-exit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "running", "paused", "restarting"})
  void waitsForTheEndOfOneThatHasNotEnded(String status) {
    ContainerHandle container = container();
    state(status, 0);
    answersWait(3);
    assertThat(container.exitCode()).isEmpty();
    assertThat(container.waitFor()).isEqualTo(3);
    assertThat(container.onExit().join()).isEqualTo(3);
  }

  @Test
  void letsGoOfTheWaitWhenTheTimeIsUp() throws InterruptedException {
    assertThat(container().waitFor(SHORT)).isFalse();
    waitEnded.await();
  }

  @Test
  void letsGoOfTheWaitWhenTheFutureIsCancelled() throws InterruptedException {
    CompletableFuture<Integer> exit = container().onExit();
    assertThat(exit).isNotDone();
    exit.cancel(false);
    waitEnded.await();
  }

  @Test
  void restoresTheInterruptAndLetsGoOfTheWait() throws InterruptedException {
    ContainerHandle container = container();
    Thread environment = Thread.currentThread();
    new Thread(
            () -> {
              while (environment.getState() == Thread.State.RUNNABLE || !waiting()) {
                Thread.onSpinWait();
              }
              environment.interrupt();
            })
        .start();
    assertThatThrownBy(container::waitFor)
        .isInstanceOf(ContainerRunException.class)
        .isInstanceOf(CallInterruptedException.class)
        .hasMessageEndingWith("container c1: interrupted");
    assertThat(Thread.interrupted()).isTrue();
    waitEnded.await();
  }

  private boolean waiting() {
    return scripted.requests().contains("POST /containers/c1/wait");
  }

  @Test
  void knowsTheCodeOfOneThatIsRemovedAsItEnds() {
    ContainerHandle container = container();
    scripted.on(
        "GET /containers/c1/json", it -> it.json(404, "{\"message\":\"No such container: c1\"}"));
    answersWait(5);
    assertThat(container.waitFor()).isEqualTo(5);
    assertThat(container.isRunning()).isFalse();
    assertThatThrownBy(container::exitCode).isInstanceOf(ContainerNotFoundException.class);
  }

  @Test
  void takesNoCodeFromOneThatIsRemovedBeforeItHasRun() {
    ContainerHandle container = container();
    scripted.on(
        "GET /containers/c1/json",
        it -> it.json(200, inspected("created", 0)),
        it -> it.json(404, "{\"message\":\"No such container: c1\"}"));
    answersWait(0);
    assertThatThrownBy(container::waitFor)
        .isInstanceOf(ContainerNotFoundException.class)
        .hasMessage("wait for container c1: it was removed before it had run");
  }

  @Test
  void knowsTheCodeOfOneThatWasStartedByOthersAndIsRemovedAsItEnds() {
    ContainerHandle container = container();
    scripted.on(
        "GET /containers/c1/json",
        it ->
            it.json(
                200,
                inspected("created", 0)
                    .replace("{\"Id", "{\"HostConfig\":{\"AutoRemove\":true},\"Id")),
        it -> it.json(404, "{\"message\":\"No such container: c1\"}"));
    answersWait(0);
    assertThat(container.waitFor()).isZero();
  }

  @Test
  void waitsOnForTheStartWhereAnAnswerBrokeOff() {
    ContainerHandle container = container();
    state("created", 0);
    scripted.on(
        "POST /containers/c1/wait",
        it -> {
          it.raw("HTTP/1.1 200 X\r\nContent-Length: 90\r\n\r\n{\"Status");
          it.cut();
        },
        it -> it.json(200, "{\"StatusCode\":3}"));
    assertThat(container.waitFor()).isEqualTo(3);
    assertThat(scripted.fullRequests())
        .doesNotContain("POST /v1.41/containers/c1/wait?condition=not-running");
  }

  @Test
  void doesNotWaitForOneThatWasRemoved() {
    ContainerHandle container = container();
    scripted.on(
        "POST /containers/c1/wait", it -> it.json(404, "{\"message\":\"No such container: c1\"}"));
    assertThatThrownBy(container::waitFor).isInstanceOf(ContainerNotFoundException.class);
    assertThatThrownBy(container::onExit).isInstanceOf(ContainerNotFoundException.class);
  }

  @Test
  void readsFramesOrRawBytesAsTheContainerHasATerminal() {
    ContainerHandle container = container();
    scripted.on(
        "GET /containers/c1/json", it -> it.json(200, "{\"Id\":\"c1\",\"Config\":{\"Tty\":true}}"));
    scripted.on("GET /containers/c1/logs", it -> it.answer(200, "", "raw"));
    assertThat(container.logs()).isEqualTo("raw");
  }
}
