package io.containerrun.engine.internal.handle;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.Invocation;
import io.containerrun.engine.RunResult;
import io.containerrun.engine.internal.run.Completion;
import io.containerrun.engine.internal.run.Completion.Exceeded;
import io.containerrun.engine.internal.run.Creation;
import io.containerrun.engine.internal.run.Launcher;
import io.containerrun.engine.internal.run.PreparedRun;
import io.containerrun.engine.internal.run.ReadExecutor;
import io.containerrun.engine.internal.run.StartedContainer;
import io.containerrun.engine.internal.stream.Attachment;
import io.containerrun.engine.internal.stream.Delivery;
import io.containerrun.engine.internal.stream.InputSource;
import io.containerrun.engine.internal.stream.OutputTarget;
import io.containerrun.engine.internal.stream.Receiver;
import io.containerrun.engine.internal.util.Reason;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Executes one run with its streams attached, until it exits. Used by one thread. */
public final class OneShot {

  /** The exit code of a process that was killed, or of a shell whose child was. */
  private static final int KILLED = 137;

  /** The time for the exit code of a stopped container, which may come only after its removal. */
  private static final Duration EXIT_CODE_LIMIT = Duration.ofMinutes(1);

  private final EngineCore core;
  private final Launcher launcher;
  private final Creation creation;
  private final ContainerRun run;
  private final Set<StandardStream> streams;
  private final Invocation how;

  /**
   * Prepares a run.
   *
   * @param before gets the id of the created container before its start
   * @throws io.containerrun.InvalidRunException if the run cannot work on the engine
   */
  public OneShot(EngineCore core, ContainerRun run, Consumer<String> before, Invocation how) {
    this.core = core;
    this.launcher = core.launcher();
    PreparedRun ready = core.checks().prepare(run);
    this.run = ready.run().without(ContainerRun.RESTART); // a job runs once, whatever happens
    this.creation = new Creation(new PreparedRun(this.run, ready.doubts()), false, before);
    this.streams = this.run.attachedStreams();
    this.how = how;
  }

  /** Executes the run. */
  public RunResult execute() {
    // Opened first: if a file cannot be opened, no container is created.
    try (Receiver receiver = OutputTarget.open(how);
        InputStream source = InputSource.open(how.input())) {
      return execute(receiver, source);
    } catch (IOException failure) {
      throw new ContainerRunException(
          "input or output of " + run.image() + ": " + Reason.of(failure), failure);
    }
  }

  private RunResult execute(Receiver receiver, InputStream source) {
    Instant started = Instant.now();
    long start = System.nanoTime();
    Optional<InputStream> input =
        streams.contains(StandardStream.STDIN) ? Optional.of(source) : Optional.empty();
    ReadExecutor readers = readers();
    StartedContainer container = launcher.attached(creation, receiver, input, readers);
    Outcome outcome = outcomeOf(container, readers, receiver);
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    FinishedProgram.End end =
        new FinishedProgram.End(
            outcome.exitCode,
            outcome.exceeded,
            outcome.partial,
            receiver.captured(),
            started,
            duration);
    return new FinishedRun(container, end, outcome.outOfMemory, creation.prepared().doubts());
  }

  private record Outcome(int exitCode, Exceeded exceeded, boolean partial, boolean outOfMemory) {}

  /**
   * Without attached output the waiting thread has nothing to read, so threads of the engine read.
   */
  private ReadExecutor readers() {
    return hasOutput() ? core.readers(how) : ReadExecutor.of(core.threads());
  }

  private boolean hasOutput() {
    return streams.contains(StandardStream.STDOUT) || streams.contains(StandardStream.STDERR);
  }

  private Outcome outcomeOf(StartedContainer container, ReadExecutor readers, Receiver receiver) {
    try {
      Outcome outcome = await(container, readers, receiver);
      if (!launcher.reaper().release(container.id())) {
        throw new ContainerRunException(
            "wait for container "
                + container
                + ": the engine was closed, which removed the container");
      }
      return outcome;
    } catch (RuntimeException | Error failure) {
      launcher.reaper().removeAfter(failure, container.id());
      throw failure;
    } finally {
      container.disconnect();
    }
  }

  private Outcome await(StartedContainer container, ReadExecutor readers, Receiver receiver) {
    CompletableFuture<Integer> code = container.exit().code();
    Completion completion =
        new Completion("wait for container " + container, readers, output(container), code);
    Exceeded exceeded =
        completion.await(
            how.stopAfter(),
            receiver.exceeded(),
            () -> launcher.stop(run, container.id(), how.grace()));
    int exitCode = completion.exitCode(EXIT_CODE_LIMIT);
    // Without a limit of its own the memory of a container hardly ever runs out.
    boolean mayBe = exitCode == KILLED || run.get(ContainerRun.MEMORY).isPresent();
    boolean outOfMemory = mayBe && launcher.ranOutOfMemory(run, container.id());
    boolean partial = completion.delivery() == Delivery.PARTIAL;
    return new Outcome(exitCode, exceeded, partial, outOfMemory);
  }

  private CompletableFuture<Delivery> output(StartedContainer container) {
    return container
        .attachment()
        .filter(it -> hasOutput())
        .map(Attachment::finished)
        .orElseGet(() -> CompletableFuture.completedFuture(Delivery.WHOLE));
  }
}
