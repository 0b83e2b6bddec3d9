package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.ExecCommand;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.LabelledContainers;
import io.containerrun.engine.testing.NotOnPodman;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.TestCleanup;
import io.containerrun.engine.testing.TestTransport;
import io.containerrun.value.RestartPolicy;
import io.containerrun.value.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ways in which a run ends that is not left to end by itself. */
@OnEngine
@Tag("core")
@Timeout(180)
class RunEndsIT extends ConnectedToEngine {

  private static final Duration SOON = Duration.ofMillis(500);

  private static ContainerRun shell(String script) {
    return ContainerRun.of("containerrun/base").network("none").command("sh", "-c", script);
  }

  @Test
  void stopsWhatTakesTooLongAndKeepsItsLastWords() {
    String trap = "trap 'echo bye; exit 3' TERM; echo hi; while :; do sleep 0.1; done";
    Duration limit =
        Duration.ofSeconds(3); // by then the shell has begun, busy as the machine may be
    RunResult result = engine.run(shell(trap).remove(), limit);
    assertThat(result.isTimedOut()).isTrue();
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.stdout()).isEqualTo("hi\nbye\n");
    assertThat(result.duration()).isBetween(limit, Duration.ofSeconds(20));
    assertThat(result.ended()).isAfter(result.started()).isBefore(Instant.now().plusSeconds(1));
    assertThat(LabelledContainers.ids()).isEmpty();
  }

  @Test
  void killsWhatDoesNotHeedTheStopSignalAndLeavesItStopped() {
    String name = "it-ends-" + ProcessHandle.current().pid();
    ContainerRun deaf = shell("trap '' TERM; sleep 60").name(name);
    Invocation impatient = Invocation.standard().stopAfter(SOON).grace(Duration.ZERO);
    RunResult result = engine.run(deaf, impatient);
    assertThat(result.isTimedOut()).isTrue();
    assertThat(result.isOutOfMemory()).isFalse();
    assertThat(result.exitCode()).isEqualTo(137);
    assertThatThrownBy(result::requireSuccess)
        .isInstanceOf(ExitException.class)
        .hasMessageContaining("exited with 137, stopped at its limit of time");
    assertThat(LabelledContainers.active(name)).isEmpty();
    assertThat(LabelledContainers.named(name)).containsExactly(result.id());
    TestCleanup.remove(result.id());
  }

  @Test
  void doesNotTouchWhatEndsInTime() {
    RunResult result =
        engine.run(
            shell("cat; exit 2").remove().interactive(),
            Invocation.standard().input(Input.of("in")).stopAfter(Duration.ofSeconds(40)));
    assertThat(result.isTimedOut()).isFalse();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.stdout()).isEqualTo("in");
  }

  @Test
  void stopsAProgramThatWritesTooMuch() {
    Invocation bounded =
        Invocation.standard().stopAfterOutput(Size.kibibytes(64)).grace(Duration.ofSeconds(1));
    RunResult result = engine.run(shell("exec yes").remove(), bounded);
    assertThat(result.isOutputExceeded()).isTrue();
    assertThat(result.isTimedOut()).isFalse();
    assertThat(result.isSuccess()).isFalse();
    assertThat(result.isTruncated()).isTrue();
    assertThat(result.stdoutExcerpt()).hasSize(64 << 10).startsWith("y\ny\n").endsWith("y\n");
    assertThatThrownBy(result::stdout)
        .hasMessageContaining("stopped at its limit of output: the rest of its output was");
    assertThatThrownBy(result::requireSuccess).isInstanceOf(ExitException.class);
    RunResult little = engine.run(shell("echo out; echo err >&2").remove(), bounded);
    assertThat(little.isSuccess()).isTrue();
    assertThat(little.stdout() + little.stderr()).isEqualTo("out\nerr\n");
  }

  @Test
  void aProgramThatEndsAtTheSameTimeHasWrittenTooMuchAllTheSame() {
    Invocation bounded = Invocation.standard().stopAfterOutput(new Size(3));
    RunResult result = engine.run(shell("printf 1234").remove(), bounded);
    assertThat(result.isOutputExceeded()).isTrue();
    assertThat(result.stdoutExcerpt()).isEqualTo("123");
    assertThat(engine.run(shell("printf 123").remove(), bounded).isSuccess()).isTrue();
  }

  @Test
  void stopsACommandThatWritesTooMuch() {
    Invocation bounded =
        Invocation.standard().stopAfterOutput(Size.kibibytes(4)).stopAfter(Duration.ofMinutes(1));
    try (RunningContainer container = engine.start(shell("sleep 60"))) {
      ExecResult result = container.exec(ExecCommand.of("yes"), bounded);
      assertThat(result.isOutputExceeded()).isTrue();
      assertThat(result.stdoutExcerpt()).hasSize(4 << 10);
      assertThat(container.top().toString()).doesNotContain("yes");
    }
  }

  @Test
  @NotOnPodman("does not report that the memory of a removed container ran out")
  void tellsThatTheMemoryRanOut() {
    ContainerRun hungry = shell("exec tail /dev/zero").memory(Size.mebibytes(16));
    RunResult removed = engine.run(hungry.remove());
    assertThat(removed.exitCode()).isEqualTo(137);
    assertThat(removed.isOutOfMemory()).isTrue();
    RunResult kept = engine.run(hungry);
    assertThat(kept.isOutOfMemory()).isTrue();
    TestCleanup.remove(kept.id());
    ContainerRun child = shell("(tail /dev/zero); exit 0").memory(Size.mebibytes(16)).remove();
    RunResult survived = engine.run(child);
    assertThat(survived.exitCode()).isZero();
    assertThat(survived.isOutOfMemory()).isTrue();
    assertThat(engine.run(shell("kill -KILL $$; exit 137").remove()).isOutOfMemory()).isFalse();
  }

  @Test
  void runsOnceWhatWouldBeRestarted() throws InterruptedException {
    String name = "it-once-" + ProcessHandle.current().pid();
    RunResult result =
        engine.run(shell("echo run; exit 4").name(name).restart(RestartPolicy.always()));
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.stdout()).isEqualTo("run\n");
    Thread.sleep(300); // the engine would start it again after 100 ms
    assertThat(LabelledContainers.active(name)).isEmpty();
    TestCleanup.remove(result.id());
  }

  @Test
  void endsTheInputOnATerminal() {
    ContainerRun shell = ContainerRun.of("containerrun/shell").remove().interactive().tty();
    assertThat(engine.run(shell).exitCode()).isZero();
    ContainerRun twice = shell.command("sh", "-c", "cat; cat");
    RunResult result = engine.run(twice, Input.of("no end of line"));
    assertThat(result.stdout()).contains("no end of line");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void saysThatTheEngineWasClosedMeanwhile() {
    Engine other = TestTransport.connect();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<RunResult> run =
        CompletableFuture.supplyAsync(
            () ->
                other.run(
                    shell("echo go; sleep 60"), Output.toLines(line -> begun.complete(null))));
    begun.join();
    other.close();
    assertThatThrownBy(run::join)
        .hasCauseInstanceOf(ContainerRunException.class)
        .hasMessageContaining("the engine at " + other.address() + " was closed");
  }

  @Test
  void aCloseAtAnyMomentLeavesNoContainer() throws InterruptedException {
    ContainerRun run = shell("sleep 30");
    for (int delay = 0; delay < 60; delay += 10) {
      Engine other = TestTransport.connect();
      List<Throwable> thrown = new CopyOnWriteArrayList<>();
      Thread runner = new Thread(() -> other.run(run));
      runner.setUncaughtExceptionHandler((thread, failure) -> thrown.add(failure));
      runner.start();
      Thread.sleep(delay);
      other.close();
      runner.join();
      assertThat(thrown).hasSize(1);
      assertThat(thrown.get(0)).hasMessageContaining("closed");
    }
    assertThat(LabelledContainers.ids()).isEmpty();
  }
}
