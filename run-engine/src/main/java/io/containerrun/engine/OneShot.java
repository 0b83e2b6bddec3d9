package io.containerrun.engine;

import io.containerrun.AttachedStreams;
import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.Launched;
import io.containerrun.engine.internal.Launcher;
import io.containerrun.engine.internal.Waiting;
import io.containerrun.engine.internal.stream.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Takes one run from its beginning to its end, with its streams attached. */
final class OneShot {

  private final Launcher launcher;
  private final ContainerRun run;
  private final AttachedStreams streams;

  OneShot(Launcher launcher, ContainerRun run) {
    this.launcher = launcher;
    this.run = run;
    this.streams = AttachedStreams.of(run);
  }

  RunResult execute(Input input, Output output) {
    // Opened before anything is made, so that a file that cannot be written costs no container.
    try (Receiver receiver = output.open();
        InputStream source = input.open()) {
      Instant started = Instant.now();
      long start = System.nanoTime();
      Launched launched =
          launcher.attached(
              run, receiver, streams.stdin() ? Optional.of(source) : Optional.empty());
      int code = await(launched);
      Duration duration = Duration.ofNanos(System.nanoTime() - start);
      return new RunResult(launched.id(), code, receiver, launched.warnings(), started, duration);
    } catch (IOException failure) {
      throw new ContainerRunException(
          "input or output of " + run.image() + ": " + failure.getMessage(), failure);
    }
  }

  private int await(Launched launched) {
    String operation = "wait for container " + launched.id();
    try {
      if (streams.stdout() || streams.stderr()) {
        launched.attachment().map(Attachment::finished).ifPresent(it -> Waiting.on(it, operation));
      }
      int code = Waiting.on(launched.exit().code(), operation);
      launcher.owned().release(launched.id());
      return code;
    } catch (RuntimeException | Error failure) {
      launcher.owned().removeAfter(failure, launched.id());
      throw failure;
    } finally {
      launched.disconnect();
    }
  }
}
