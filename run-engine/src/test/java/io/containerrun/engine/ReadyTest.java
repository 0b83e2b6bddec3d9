package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.ScriptedExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How conditions are composed, and by which rule a container is ready that exits. */
@Timeout(60)
class ReadyTest extends ConnectedToScript {

  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration HOUR = Duration.ofHours(1);

  private final CountDownLatch exit = new CountDownLatch(1);
  private final CountDownLatch lastLines = new CountDownLatch(1);
  private final List<String> checked = new CopyOnWriteArrayList<>();
  private ContainerHandle container;

  @Override
  protected ScriptedEngine script() throws IOException {
    return new ScriptedEngine()
        .on("GET /containers/c1/json", it -> it.json(200, state("")))
        .on("POST /containers/c1/wait", this::exits)
        .on("GET /containers/c1/logs", it -> log(it, "ready\n", ""));
  }

  @BeforeEach
  void findContainer() {
    container = engine.container("c1");
  }

  @AfterEach
  void endResponses() {
    exit.countDown();
    lastLines.countDown();
  }

  private String state(String health) {
    boolean exited = exit.getCount() == 0;
    return """
    {"Id":"c1","State":{"Status":"%s","Running":%s,"ExitCode":3%s}}\
    """
        .formatted(exited ? "exited" : "running", !exited, health);
  }

  private static String health(String status, String output) {
    return """
    ,"Health":{"Status":"%s","Log":[{"ExitCode":0,"Output":"old"},{"ExitCode":1,"Output":"%s"}]}\
    """
        .formatted(status, output);
  }

  private void exits(ScriptedExchange it) throws IOException {
    it.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    it.await(exit);
    it.raw("10\r\n{\"StatusCode\":3}\r\n0\r\n\r\n");
  }

  /** Followed, a log ends with the container; its last lines may come late or not at all. */
  private void log(ScriptedExchange it, String first, String rest) throws IOException {
    it.raw("HTTP/1.1 200 OK\r\n\r\n");
    it.frame(1, first);
    if (it.request().contains("follow=1")) {
      it.await(exit);
    }
    it.frame(1, rest);
    it.cut();
  }

  private Ready.Condition seen(String name, boolean holds) {
    return it -> {
      checked.add(name);
      return holds;
    };
  }

  @Test
  void checksAllOneAfterTheOther() {
    AtomicInteger first = new AtomicInteger();
    Ready.Condition third =
        it -> {
          checked.add("a");
          return first.incrementAndGet() == 3;
        };
    container.awaitReady(
        Ready.all(Ready.when(third), Ready.log("^ready$"), Ready.when(seen("b", true))));
    assertThat(checked).containsExactly("a", "a", "a", "b");
  }

  @Test
  void saysWhichOfAllWasNotMet() {
    Ready ready =
        Ready.all(
            Ready.log("ready"), Ready.log("ready").times(2), Ready.when(seen("never asked", true)));
    assertThatThrownBy(() -> container.awaitReady(ready.timeout(SOON)))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining(
            "took longer than 200 ms before it wrote 2 lines like ready; it wrote 1; its last")
        .hasMessageEndingWith("ready");
    assertThat(checked).isEmpty();
  }

  @Test
  void oneOfAnyIsEnough() {
    container.awaitReady(
        Ready.any(Ready.log("never"), Ready.healthy(), Ready.when(seen("a", true))));
    assertThat(checked).containsExactly("a");
    Ready none = Ready.any(Ready.log("never"), Ready.healthy(), Ready.when(seen("b", false)));
    assertThatThrownBy(() -> container.awaitReady(none.timeout(SOON)))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining(
            "before it wrote a line like never, or met the condition of the program, or another"
                + " condition failed: container c1 has no health check");
  }

  @Test
  void failsWhenAllOfAnyHaveFailed() {
    Ready ready = Ready.any(Ready.healthy(), Ready.log("never").timeout(SOON)).timeout(HOUR);
    assertThatThrownBy(() -> container.awaitReady(ready))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("has no health check")
        .hasMessageContaining(
            "; and container c1 took longer than 200 ms before it wrote a line like never");
  }

  @Test
  void aPartHasItsOwnLimitFromItsFirstCheckOn() {
    Ready ready =
        Ready.all(
            Ready.when(it -> checked.size() < 9 && checked.add("a") && checked.size() == 9),
            Ready.log("ready"),
            Ready.log("never").timeout(SOON));
    assertThatThrownBy(() -> container.awaitReady(ready.timeout(HOUR)))
        .asInstanceOf(type(NotReadyException.class))
        .returns(List.of("ready"), NotReadyException::lastLines)
        .extracting(NotReadyException::waitedFor)
        .matches(it -> it.compareTo(SOON) > 0 && it.compareTo(HOUR) < 0);
    assertThat(checked).hasSize(9);
  }

  @Test
  void anExceptionOfTheProgramMeansNotYetAndIsTheCause() {
    AtomicInteger attempts = new AtomicInteger();
    container.awaitReady(
        Ready.when(
            it -> {
              if (attempts.incrementAndGet() < 3) {
                throw new IOException("not yet");
              }
              return it.isRunning();
            }));
    assertThat(attempts).hasValue(3);
    IOException refused = new IOException("refused");
    Ready never =
        Ready.when(
            it -> {
              throw refused;
            });
    assertThatThrownBy(() -> container.awaitReady(never.timeout(SOON)))
        .isInstanceOf(NotReadyException.class)
        .hasCause(refused)
        .hasMessageContaining("; the last time it threw java.io.IOException: refused");
  }

  @Test
  void anInterruptEndsTheConditionOfTheProgram() {
    Ready interrupted =
        Ready.when(
            it -> {
              throw new InterruptedException();
            });
    assertThatThrownBy(() -> container.awaitReady(interrupted))
        .isInstanceOf(ContainerRunException.class)
        .hasMessage("wait for container c1: interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anErrorOfTheProgramIsThrown() {
    AssertionError own = new AssertionError("own");
    Ready failing =
        Ready.when(
            it -> {
              throw own;
            });
    assertThatThrownBy(() -> container.awaitReady(failing)).isSameAs(own);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ready\n", "starting\n"})
  void theLogOfAContainerThatHasExitedCountsToTheLastLine(String followed) {
    // A followed log may lack the last lines; read again after the exit it has them.
    scripted.on(
        "GET /containers/c1/logs",
        it -> log(it, followed, it.request().contains("follow=1") ? "" : "ready\nready\n"));
    Ready exits =
        Ready.when(
            it -> {
              exit.countDown();
              return true;
            });
    container.awaitReady(Ready.all(exits, Ready.log("^ready$").times(2)));
    container.awaitReady(Ready.log("^ready$").times(2));
    assertThatThrownBy(() -> container.awaitReady(Ready.log("^ready$").times(4)))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("container c1 exited with 3 before it wrote 4 lines like ^ready$");
  }

  @Test
  void whatArrivedCountsIfTheLogIsRemovedAtTheExit() {
    scripted.on(
        "GET /containers/c1/logs",
        it -> {
          if (it.request().contains("follow=1")) {
            it.raw("HTTP/1.1 200 OK\r\n\r\n");
            exit.countDown();
            it.await(lastLines);
            it.frame(1, "ready\n");
            it.cut();
          }
          it.json(404, "{\"message\":\"No such container: c1\"}");
        });
    Ready ready =
        Ready.any(
            Ready.log("never"),
            Ready.when(
                it -> {
                  exit.await();
                  lastLines.countDown();
                  return false;
                }),
            Ready.log("^ready$"));
    container.awaitReady(ready);
  }

  @Test
  void aContainerThatHasExitedIsNotHealthy() {
    exit.countDown();
    scripted.on("GET /containers/c1/json", it -> it.json(200, state(health("healthy", ""))));
    assertThatThrownBy(() -> container.awaitReady(Ready.healthy()))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("exited with 3 before it was healthy");
  }

  @Test
  void failsAsSoonAsTheContainerIsUnhealthy() {
    scripted.on(
        "GET /containers/c1/json",
        it -> it.json(200, state(health("starting", ""))),
        it -> it.json(200, state(health("unhealthy", "db\\n down\\n"))));
    assertThatThrownBy(() -> container.awaitHealthy(HOUR))
        .isInstanceOf(NotReadyException.class)
        .hasMessage(
            "container c1 is unhealthy; its last health probe ended with 1: db down; its last"
                + " output:\nready");
    container.awaitReady(Ready.any(Ready.healthy(), Ready.log("ready")));
    scripted.on("GET /containers/c1/json", it -> it.json(200, state(health("starting", "no db"))));
    assertThatThrownBy(() -> container.awaitHealthy(SOON))
        .hasMessageContaining("before it was healthy; its last health probe ended with 1: no db");
  }

  private void execs(int exitCode, String output) {
    scripted
        .on("POST /containers/c1/exec", it -> it.json(201, "{\"Id\":\"e1\"}"))
        .on("POST /exec/e1/start", it -> it.upgraded(output))
        .on(
            "GET /exec/e1/json",
            it -> it.json(200, "{\"Running\":false,\"ExitCode\":" + exitCode + "}"));
  }

  @Test
  void executesACommandUntilItSucceeds() {
    execs(2, "no response\n");
    assertThatThrownBy(() -> container.awaitReady(Ready.exec("pg_isready", "-q").timeout(SOON)))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining(
            "before it passed 'docker exec pg_isready -q'; the last time it exited with 2: no"
                + " response; its last output");
    execs(0, "accepting\n");
    assertThatCode(() -> container.awaitReady(Ready.exec("pg_isready"))).doesNotThrowAnyException();
  }

  @Test
  void refusesWhatIsNoCondition() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ready.log("a").times(0))
        .withMessage("times 0 is not positive: use 1 or more");
    assertThatIllegalArgumentException().isThrownBy(Ready::all);
    assertThatIllegalArgumentException().isThrownBy(Ready::any);
    assertThatIllegalArgumentException().isThrownBy(() -> Ready.exec(""));
  }
}
