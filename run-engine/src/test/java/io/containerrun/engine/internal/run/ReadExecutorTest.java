package io.containerrun.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.CallInterruptedException;
import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.ExecCommand;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.Invocation;
import io.containerrun.engine.Output;
import io.containerrun.engine.RunResult;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.ScriptedExchange;
import io.containerrun.value.Size;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadExecutorTest {

  private static final ContainerRun RUN = ContainerRun.of("alpine").command("true");

  /** Where output and exit code are read. */
  private static final String OUTPUT = "Demultiplexer.pump(";

  private static final String EXIT_CODE = "WaitedExit.settle(";

  private final Thread environment = Thread.currentThread();
  private ScriptedEngine scripted;
  private Engine engine;

  @BeforeEach
  void connect() throws IOException {
    scripted = ScriptedEngine.thatRuns("hello\n", 13);
    engine = Engine.connect(scripted.host());
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
    scripted.close();
  }

  /** Returns once the caller itself is in a method of a reader. */
  private void awaitCallerIn(String method) {
    while (Arrays.stream(environment.getStackTrace())
        .noneMatch(it -> it.toString().contains(method))) {
      Thread.onSpinWait();
    }
  }

  private static void sendHead(ScriptedExchange exchange) throws IOException {
    exchange.raw("HTTP/1.1 200 X\r\nContent-Length: 17\r\n\r\n");
  }

  private void interruptWhoReadsOutput(ScriptedExchange exchange) throws IOException {
    exchange.upgrade();
    awaitCallerIn(OUTPUT);
    environment.interrupt();
    exchange.stall();
  }

  @Test
  void waitingThreadReadsWhatIsCaptured() {
    scripted.on(
        "POST /containers/c1/attach",
        it -> {
          it.upgrade();
          awaitCallerIn(OUTPUT);
          it.frame(1, "read");
          it.cut();
        });
    scripted.on(
        "POST /containers/c1/wait",
        it -> {
          sendHead(it);
          awaitCallerIn(EXIT_CODE);
          it.raw("{\"StatusCode\":42}");
        });
    RunResult result = engine.run(RUN);
    assertThat(result.stdout()).isEqualTo("read");
    assertThat(result.exitCode()).isEqualTo(42);
  }

  @Test
  void threadsOfTheEngineCallConsumersAndReadWithinALimit() {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    Output output = Output.toLines(line -> threads.add(Thread.currentThread().getName()));
    Invocation how = Invocation.standard().output(output);
    engine.run(RUN, how.stopAfter(Duration.ofSeconds(9)));
    engine.run(RUN, how.stopAfterOutput(Size.mebibytes(1)));
    assertThat(threads).isNotEmpty().allMatch(it -> it.startsWith("containerrun-"));
    assertThat(engine.run(RUN, Duration.ofSeconds(9)).stdout()).isEqualTo("hello\n");
  }

  @Test
  void anInterruptEndsTheReadingOfOutput() {
    scripted.on("POST /containers/c1/attach", this::interruptWhoReadsOutput);
    assertThatThrownBy(() -> engine.run(RUN))
        .isExactlyInstanceOf(CallInterruptedException.class)
        .hasMessage("wait for container c1: interrupted")
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(scripted.requests()).last().isEqualTo("DELETE /containers/c1");
  }

  @Test
  void anInterruptEndsTheReadingOfTheExitCodeForGood() {
    scripted.on(
        "POST /containers/c1/wait",
        it -> {
          sendHead(it);
          awaitCallerIn(EXIT_CODE);
          environment.interrupt();
          it.stall();
        });
    assertThatThrownBy(() -> engine.run(RUN))
        .isExactlyInstanceOf(CallInterruptedException.class)
        .hasMessage("wait for container c1: interrupted")
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(scripted.requests()).containsOnlyOnce("POST /containers/c1/wait");
    assertThat(scripted.requests()).last().isEqualTo("DELETE /containers/c1");
  }

  @Test
  void aFailureOfTheOutputIsToldBeforeTheContainerHasEnded() {
    scripted.on(
        "POST /containers/c1/attach",
        it -> {
          it.upgrade();
          it.frame(3, "disk full");
          it.stall();
        });
    scripted.on(
        "POST /containers/c1/wait",
        it -> {
          sendHead(it);
          it.stall();
        });
    assertThatThrownBy(() -> engine.run(RUN))
        .isInstanceOf(EngineException.class)
        .hasMessage("wait for container c1: disk full");
    assertThat(scripted.requests()).last().isEqualTo("DELETE /containers/c1");
  }

  @Test
  void closingTheEngineEndsTheReading() {
    scripted.on(
        "POST /containers/c1/attach",
        it -> {
          it.upgrade();
          awaitCallerIn(OUTPUT);
          engine.close();
        });
    assertThatThrownBy(() -> engine.run(RUN))
        .isExactlyInstanceOf(ContainerRunException.class)
        .hasMessage("wait for container c1: the engine at " + scripted.host() + " was closed");
    assertThat(scripted.requests()).contains("DELETE /containers/c1");
  }

  @Test
  void streamsThatNobodyAttachedToMayStayOpen() {
    scripted.on(
        "POST /containers/c1/attach",
        it -> {
          it.upgrade();
          it.stall();
        });
    ContainerRun silent = RUN.interactive().attach(StandardStream.STDIN);
    assertThat(engine.run(silent).exitCode()).isEqualTo(13);
  }

  @Test
  void anInterruptEndsTheReadingOfACommandsOutput() {
    scripted.on("GET /containers/c1/json", it -> it.json(200, "{\"Id\":\"c1\"}"));
    scripted.on("POST /containers/c1/exec", it -> it.json(201, "{\"Id\":\"e1\"}"));
    scripted.on("POST /exec/e1/start", this::interruptWhoReadsOutput);
    ContainerHandle container = engine.container("c1");
    assertThatThrownBy(() -> container.exec(ExecCommand.of("ls")))
        .isExactlyInstanceOf(CallInterruptedException.class)
        .hasMessage("exec in container c1: interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }
}
