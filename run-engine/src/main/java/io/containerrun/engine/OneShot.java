package io.containerrun.engine;

import io.containerrun.AttachedStreams;
import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.Violation;
import io.containerrun.engine.internal.Launched;
import io.containerrun.engine.internal.Launcher;
import io.containerrun.engine.internal.Reason;
import io.containerrun.engine.internal.stream.Attachment;
import io.containerrun.value.RestartPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Takes one run from its beginning to its end, with its streams attached. */
final class OneShot {

  /** The exit code of a process that was killed, by whomever. */
  private static final int KILLED = 137;

  /** The code of a container that was stopped comes when the engine has also removed it. */
  private static final Duration REMOVAL = Duration.ofMinutes(1);

  private final EngineAccess engine;
  private final Launcher launcher;
  private final ContainerRun run;
  private final List<Violation> doubts;
  private final AttachedStreams streams;

  OneShot(EngineAccess engine, Launcher launcher, PreparedRun ready) {
    this.engine = engine;
    this.launcher = launcher;
    this.run = ready.run();
    this.doubts = ready.doubts();
    this.streams = AttachedStreams.of(run);
  }

  RunResult execute(Execution how) {
    // Opened before anything is made, so that a file that cannot be written costs no container.
    try (Receiver receiver = how.output().open();
        InputStream source = how.input().open()) {
      Instant started = Instant.now();
      long start = System.nanoTime();
      Optional<InputStream> input = streams.stdin() ? Optional.of(source) : Optional.empty();
      Readers readers = readers(how, receiver);
      Launched launched = launcher.attached(run, receiver, input, readers);
      RunResult.End end = endOf(launched, how, readers);
      Duration duration = Duration.ofNanos(System.nanoTime() - start);
      return new RunResult(
          launched.id(), end, receiver, launched.warnings(), doubts, started, duration);
    } catch (IOException failure) {
      throw new ContainerRunException(
          "input or output of " + run.image() + ": " + Reason.of(failure), failure);
    }
  }

  /** What nobody attached to may not end with the container: others read that. */
  private Readers readers(Execution how, Receiver receiver) {
    return hasOutput() ? engine.readers(how, receiver) : Readers.of(engine.threads());
  }

  private boolean hasOutput() {
    return streams.stdout() || streams.stderr();
  }

  private RunResult.End endOf(Launched launched, Execution how, Readers readers) {
    try {
      RunResult.End end = await(launched, how, readers);
      if (!launcher.owned().release(launched.id())) {
        throw new ContainerRunException(
            "wait for container "
                + launched
                + ": the engine was closed, and the container removed");
      }
      return end;
    } catch (RuntimeException | Error failure) {
      launcher.owned().removeAfter(failure, launched.id());
      throw failure;
    } finally {
      launched.disconnect();
    }
  }

  private RunResult.End await(Launched launched, Execution how, Readers readers) {
    CompletableFuture<Integer> code = launched.exit().code();
    Completion completion =
        new Completion("wait for container " + launched, readers, output(launched), code);
    boolean timedOut = completion.await(how.limit(), () -> launcher.stop(run, launched.id()));
    if (!timedOut && run.get(ContainerRun.RESTART).filter(RestartPolicy::restarts).isPresent()) {
      launcher.keepFromRestarting(launched.id());
    }
    int exitCode = completion.exitCode(REMOVAL);
    boolean killed = exitCode == KILLED && !timedOut;
    boolean outOfMemory = killed && launcher.ranOutOfMemory(run, launched.id());
    return new RunResult.End(exitCode, timedOut, outOfMemory);
  }

  private CompletableFuture<Void> output(Launched launched) {
    return launched
        .attachment()
        .filter(it -> hasOutput())
        .map(Attachment::finished)
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }
}
