package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.ScriptedExchange;
import io.containerrun.value.RestartPolicy;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RunEndsTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private static final ContainerRun RUN = ContainerRun.of("alpine").command("true");

  private ScriptedEngine scripted;
  private Engine engine;

  @BeforeEach
  void connect() throws IOException {
    scripted = ScriptedEngine.thatRuns("hello\n", 13);
    engine = Engine.connect(scripted.host(), new Timeouts(LONG, LONG, LONG, LONG));
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
    scripted.close();
  }

  @Test
  void tellsThatOutputThatNoLogHasIsLost() {
    scripted.on(
        "POST /containers/c1/attach",
        it -> {
          it.upgrade();
          it.raw("\1\0\0\0\0\0\0\7hal");
          it.cut();
        });
    RunResult result = engine.run(RUN);
    assertThat(result.exitCode()).isEqualTo(13);
    assertThat(result.isOutputLost()).isTrue();
    assertThat(result.stdoutExcerpt()).isEqualTo("hal");
    assertThatThrownBy(result::stdout).hasMessageContaining("because the connection broke");
    assertThatThrownBy(result::requireSuccess).hasMessageContaining("output was lost");
  }

  @Test
  void readsNoLogWhereOnlyTheInputIsAttached() {
    scripted.on(
        "POST /containers/c1/attach",
        it -> {
          it.upgrade();
          it.stall(); // to the end of the input, as engines do
        });
    scripted.on(
        "POST /containers/c1/wait",
        it -> {
          it.pause(500);
          it.json(200, "{\"StatusCode\":0}");
        });
    scripted.on("GET /containers/c1/logs", it -> it.answer(200, "", "\1\0\0\0\0\0\0\5test\n"));
    RunResult result =
        engine.run(RUN.interactive().attach(StandardStream.STDIN), Input.of("test\n"));
    assertThat(result.stdout()).isEmpty();
    assertThat(result.isOutputLost()).isFalse();
  }

  @Test
  void tellsAFailureOfTheCallersStreamsFromOneOfTheEngine() throws IOException {
    IOException own = new IOException("disk full");
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw own;
          }
        };
    assertThatThrownBy(() -> engine.run(RUN, Output.to(full)))
        .isExactlyInstanceOf(ContainerRunException.class)
        .hasMessageContaining("the output cannot be written: disk full")
        .hasCause(own);
    scripted.on("POST /containers/c1/attach", it -> it.upgrade());
    InputStream broken = InputStream.nullInputStream();
    broken.close();
    assertThatThrownBy(() -> engine.run(RUN.interactive(), Input.from(broken)))
        .isExactlyInstanceOf(ContainerRunException.class)
        .hasMessageContaining("the input cannot be read: Stream closed")
        .hasCauseInstanceOf(IOException.class);
    assertThat(scripted.requests()).filteredOn("DELETE /containers/c1"::equals).hasSize(2);
  }

  @Test
  void waitsForACreateThatIsInFlightWhenItIsClosed() {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    scripted.on(
        "POST /containers/create",
        it -> {
          asked.complete(null);
          pause(200);
          it.json(201, "{\"Id\":\"c1\"}");
        });
    CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(() -> engine.run(RUN));
    asked.join();
    engine.close();
    assertThatThrownBy(run::join)
        .hasCauseInstanceOf(ContainerRunException.class)
        .hasMessageContaining("the engine at " + scripted.host() + " was closed");
    assertThat(scripted.requests()).containsOnlyOnce("DELETE /containers/c1");
  }

  @Test
  void looksForWhatIsStillBeingCreatedAWhileAfterItIsClosed() {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    Engine patient =
        Engine.connect(scripted.host(), new Timeouts(LONG, LONG, LONG, Duration.ofMillis(300)));
    scripted.on(
        "POST /containers/create",
        it -> {
          asked.complete(null);
          it.stall();
        });
    scripted.on("GET /containers/json", it -> it.json(200, "[{\"Id\":\"c1\"}]"));
    CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(() -> patient.run(RUN));
    asked.join();
    patient.close();
    assertThatThrownBy(run::join).hasMessageContaining("was closed");
    assertThat(scripted.requests()).contains("DELETE /containers/c1");
  }

  @Test
  void takesALimitThatIsLongerThanAnyClockCounts() {
    Duration forEver = ChronoUnit.FOREVER.getDuration();
    Timeouts none = new Timeouts(forEver, forEver, forEver, LONG);
    try (Engine patient = Engine.connect(scripted.host(), none)) {
      assertThat(patient.run(RUN, forEver).exitCode()).isEqualTo(13);
    }
  }

  /** A program that runs until it is stopped. */
  private void runUntilStopped() {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    scripted.on(
        "POST /containers/c1/attach",
        it -> {
          it.upgrade();
          stopped.join();
          it.frame(1, "bye");
          it.cut();
        });
    scripted.on(
        "POST /containers/c1/wait",
        it -> {
          it.raw("HTTP/1.1 200 X\r\nContent-Length: 18\r\n\r\n");
          stopped.join();
          it.raw("{\"StatusCode\":143}");
        });
    scripted.on(
        "POST /containers/c1/stop",
        it -> {
          stopped.complete(null);
          it.answer(204, "", "");
        });
  }

  @Test
  void endsWhatTakesTooLongAndSaysSo() {
    runUntilStopped();
    ContainerRun run = RUN.stopTimeout(Duration.ofSeconds(3));
    RunResult result = engine.run(run, Duration.ofMillis(100));
    assertThat(result.isTimedOut()).isTrue();
    assertThat(result.isOutOfMemory()).isFalse();
    assertThat(result.exitCode()).isEqualTo(143);
    assertThat(result.stdout()).isEqualTo("bye");
    assertThat(scripted.fullRequests()).contains("POST /v1.41/containers/c1/stop?t=3");
    assertThat(scripted.requests()).doesNotContain("DELETE /containers/c1");
  }

  @Test
  void aLimitHoldsAlsoOnAnEngineThatHangs() {
    ScriptedEngine.Reply hang = ScriptedExchange::stall;
    scripted
        .on("POST /containers/c1/attach", hangAttached())
        .on("POST /containers/c1/wait", RunEndsTest::hangWaiting)
        .on("POST /containers/c1/stop", hang)
        .on("GET /containers/c1/json", hang)
        .on("DELETE /containers/c1", hang);
    assertThatThrownBy(() -> engine.run(RUN, Duration.ofMillis(100)))
        .isInstanceOf(EngineException.class)
        .hasMessageStartingWith("stop container c1")
        .hasMessageContaining("no response");
  }

  private static ScriptedEngine.Reply hangAttached() {
    return it -> {
      it.upgrade();
      it.stall();
    };
  }

  private static void hangWaiting(ScriptedExchange wait) throws IOException {
    wait.raw("HTTP/1.1 200 X\r\nContent-Length: 18\r\n\r\n");
    wait.stall();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1100, 2", "9000, 9"})
  void aGraceReplacesTheStopTimeout(long millis, int seconds) {
    runUntilStopped();
    Invocation limited =
        Invocation.standard().stopAfter(Duration.ofMillis(100)).grace(Duration.ofMillis(millis));
    assertThat(engine.run(RUN.stopTimeout(Duration.ofSeconds(3)), limited).isTimedOut()).isTrue();
    assertThat(scripted.fullRequests()).contains("POST /v1.41/containers/c1/stop?t=" + seconds);
  }

  @Test
  void typesTheEndOfTheInputOnATerminal() throws IOException {
    List<String> typed = new CopyOnWriteArrayList<>();
    scripted.on(
        "POST /containers/c1/attach",
        it -> {
          it.upgrade();
          StringBuilder keys = new StringBuilder();
          while (keys.indexOf("\4") < 0) {
            keys.append((char) it.read());
          }
          typed.add(keys.toString());
          it.cut();
        });
    engine.run(RUN.interactive().tty());
    engine.run(RUN.interactive().tty(), Input.of("exit\n"));
    assertThat(typed).containsExactly("\4", "exit\n\4");
  }

  @Test
  void asksWhetherMemoryRanOutWhateverTheExitCodeIfThereIsALimit() {
    scripted.on("GET /containers/c1/json", it -> it.json(200, "{\"State\":{\"OOMKilled\":true}}"));
    for (int code : new int[] {0, 1, 137}) {
      scripted.on("POST /containers/c1/wait", it -> it.json(200, "{\"StatusCode\":" + code + "}"));
      RunResult result = engine.run(RUN.memory("64m"));
      assertThat(result.exitCode()).isEqualTo(code);
      assertThat(result.isOutOfMemory()).isTrue();
    }
  }

  @Test
  void asksWhetherMemoryRanOutWithoutALimitOnlyWhereAProcessWasKilled() throws IOException {
    engine.run(RUN);
    assertThat(scripted.requests()).doesNotContain("GET /containers/c1/json");
    scripted.on("POST /containers/c1/wait", it -> it.json(200, "{\"StatusCode\":137}"));
    scripted.on(
        "GET /containers/c1/json",
        it -> it.json(200, "{\"State\":{\"OOMKilled\":true}}"),
        it -> it.json(500, "{\"message\":\"no\"}"));
    RunResult result = engine.run(RUN);
    assertThat(result.isOutOfMemory()).isTrue();
    assertThatThrownBy(result::requireSuccess)
        .hasMessageStartingWith("container c1 exited with 137, out of memory");
    assertThat(engine.run(RUN).isOutOfMemory()).isFalse();
    scripted.on(
        "GET /events", it -> it.json(200, "{\"Action\":\"oom\"}\n{\"Action\":\"destroy\"}"));
    assertThat(engine.run(RUN.remove()).isOutOfMemory()).isTrue();
    scripted.on("GET /events", it -> it.json(200, "{\"Action\":\"destroy\"}"));
    assertThat(engine.run(RUN.remove()).isOutOfMemory()).isFalse();
  }

  @Test
  void tellsTheFirstEndOfARunThatRunsAgainAlready() {
    scripted.on("POST /containers/c1/wait", it -> it.json(200, "{\"StatusCode\":0}"));
    scripted.on(
        "GET /events",
        it -> it.json(200, "{\"Action\":\"die\",\"Actor\":{\"Attributes\":{\"exitCode\":\"3\"}}}"));
    try (RunningContainer service = engine.start(RUN.restart(RestartPolicy.onFailure(1)))) {
      assertThat(service.waitFor()).isEqualTo(3);
    }
    assertThat(engine.run(RUN).exitCode()).isZero();
  }

  @Test
  void aJobRunsOnceWhateverItsRestartPolicy() {
    List<String> bodies = new CopyOnWriteArrayList<>();
    scripted.on(
        "POST /containers/create",
        it -> {
          bodies.add(it.body());
          it.json(201, "{\"Id\":\"c1\"}");
        });
    engine.run(RUN.restart(RestartPolicy.always()));
    assertThat(bodies).hasSize(1).noneMatch(body -> body.contains("RestartPolicy"));
    assertThat(scripted.requests()).doesNotContain("POST /containers/c1/stop");
  }

  @Test
  void refusesALimitOfNoTime() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.run(RUN, Duration.ZERO))
        .withMessageContaining("use more than zero");
  }

  @Test
  void aSlowConsumerSlowsTheContainerAndCostsNoMemory() throws InterruptedException {
    AtomicLong written = new AtomicLong();
    String megabyte = "x".repeat(1 << 20);
    scripted.on(
        "POST /containers/c1/attach",
        it -> {
          it.upgrade();
          for (int i = 0; i < 50; i++) {
            it.frame(1, megabyte);
            written.incrementAndGet();
          }
          it.cut();
        });
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    AtomicLong taken = new AtomicLong();
    Output slow =
        Output.to(
            new OutputStream() {
              @Override
              public void write(int one) {
                taken.incrementAndGet();
              }

              @Override
              public void write(byte[] bytes, int offset, int length) {
                goOn.join();
                taken.addAndGet(length);
              }
            });
    CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(() -> engine.run(RUN, slow));
    Thread.sleep(300);
    assertThat(written).hasValueLessThan(5);
    assertThat(run).isNotDone();
    goOn.complete(null);
    run.join();
    assertThat(taken).hasValue(50L << 20);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupt) {
      throw new IllegalStateException(interrupt);
    }
  }
}
