package io.containerrun.engine.internal.handle;

import io.containerrun.ContainerRunException;
import io.containerrun.ExecCommand;
import io.containerrun.engine.DetachedExec;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.ExecResult;
import io.containerrun.engine.Input;
import io.containerrun.engine.InteractiveExec;
import io.containerrun.engine.Invocation;
import io.containerrun.engine.Session;
import io.containerrun.engine.internal.api.ExecApi;
import io.containerrun.engine.internal.config.ProcessEnvironment;
import io.containerrun.engine.internal.run.Completion;
import io.containerrun.engine.internal.run.Completion.Exceeded;
import io.containerrun.engine.internal.run.EndCheck;
import io.containerrun.engine.internal.run.ExitCodes;
import io.containerrun.engine.internal.run.ReadExecutor;
import io.containerrun.engine.internal.stream.Attachment;
import io.containerrun.engine.internal.stream.Delivery;
import io.containerrun.engine.internal.stream.InputSource;
import io.containerrun.engine.internal.stream.OutputPipes;
import io.containerrun.engine.internal.stream.OutputRecovery;
import io.containerrun.engine.internal.stream.OutputSink;
import io.containerrun.engine.internal.stream.OutputTarget;
import io.containerrun.engine.internal.stream.Receiver;
import io.containerrun.engine.internal.util.Reason;
import io.containerrun.value.DetachKeys;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Executes one command in a container, from its create to its exit code. */
final class ExecRun {

  private static final Duration EXIT_CODE_LIMIT = Duration.ofSeconds(3);

  /** After this time without output the engine is asked whether the command has exited. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final EngineCore core;
  private final EngineContainer container;
  private final ExecCommand command;

  ExecRun(EngineContainer container, ExecCommand command) {
    this.core = container.core();
    this.container = container;
    DetachKeys keys = core.defaults().keys(keysOf(command));
    this.command = command.resolve(new ProcessEnvironment()).detachKeys(keys);
  }

  private ExecApi create(ExecCommand ready) {
    return ExecApi.create(core.client(), container.id(), ready);
  }

  DetachedExec detached() {
    ExecApi api = create(command);
    api.startDetached();
    return new BackgroundExec(api); // never waits, so it needs no close
  }

  InteractiveExec open() {
    boolean reads = command.is(ExecCommand.INTERACTIVE);
    boolean terminal = command.is(ExecCommand.TTY);
    requireKnown(keysOf(command));
    ExecApi api = create(command);
    OutputPipes pipes = new OutputPipes();
    Session session =
        new AttachedSession(
            begin(api, pipes, core.threads()),
            pipes,
            api::resize,
            reads,
            terminal,
            true,
            keysOf(command));
    return new AttachedExec(api, session);
  }

  /** The keys that leave its terminal; empty text for the default. */
  private static DetachKeys keysOf(ExecCommand command) {
    return command.get(ExecCommand.DETACH_KEYS).orElseGet(() -> new DetachKeys(""));
  }

  private static void requireKnown(DetachKeys keys) {
    if (!keys.isValid()) {
      throw new IllegalArgumentException(
          "--detach-keys " + keys + ": invalid keys; use keys such as ctrl-p,ctrl-q");
    }
  }

  private OutputRecovery endOf(ExecApi api) {
    String operation = "exec in container " + container;
    return new EndCheck(() -> api.exitCode().isPresent(), operation);
  }

  private static int exitCode(ExecApi api) {
    return api.awaitExitCode(Optional.empty()).orElseThrow();
  }

  private int exitCode(ExecApi api, Delivery delivery) {
    int told = exitCode(api);
    return delivery == Delivery.PARTIAL
        ? new ExitCodes(core.containers(), core.threads())
            .ofExec(container.id(), api.id())
            .orElse(told)
        : told;
  }

  ExecResult execute(Invocation how) {
    requireReadInput(how.input());
    ExecEnding ending = new ExecEnding(container, command, how.grace());
    ExecCommand ready = how.isLimited() ? ending.marked() : command;
    try (Receiver receiver = OutputTarget.open(how);
        InputStream source = InputSource.open(how.input())) {
      Instant started = Instant.now();
      long start = System.nanoTime();
      ReadExecutor readers = core.readers(how);
      try (ExecApi api = create(ready);
          Attachment attachment = attach(api, receiver, source, readers)) {
        CompletableFuture<Delivery> output = attachment.finished();
        CompletableFuture<Integer> code = output.thenApplyAsync(end -> exitCode(api, end), readers);
        Completion completion =
            new Completion("exec in container " + container, readers, output, code);
        Exceeded exceeded =
            completion.await(how.stopAfter(), receiver.exceeded(), () -> ending.end(code));
        int exitCode = completion.exitCode(EXIT_CODE_LIMIT);
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        return new FinishedExec(
            container.toString(),
            new FinishedProgram.End(
                exitCode,
                exceeded,
                completion.delivery() == Delivery.PARTIAL,
                receiver.captured(),
                started,
                duration));
      }
    } catch (IOException failure) {
      throw new ContainerRunException(
          "input or output of exec in container " + container + ": " + Reason.of(failure), failure);
    }
  }

  private Attachment attach(
      ExecApi api, Receiver receiver, InputStream source, ReadExecutor readers) {
    Attachment attachment = begin(api, receiver, readers);
    if (command.is(ExecCommand.INTERACTIVE)) {
      attachment.copyInput(source, core.threads());
    }
    return attachment;
  }

  private Attachment begin(ExecApi api, OutputSink sink, Executor readers) {
    Attachment attachment =
        Attachment.begin(api.start(), command.is(ExecCommand.TTY), sink, readers, endOf(api));
    Duration silence = core.client().timeouts().responseUpTo(SILENCE);
    attachment.expectEnd(silence, core.threads(), () -> hasExited(api));
    return attachment;
  }

  private static boolean hasExited(ExecApi api) {
    try {
      return api.exitCode().isPresent();
    } catch (EngineException unknown) {
      return false; // asked again
    }
  }

  private void requireReadInput(Input input) {
    if (InputSource.isGiven(input) && !command.is(ExecCommand.INTERACTIVE)) {
      throw new IllegalArgumentException(
          "exec in container "
              + container
              + ": there is input, but the command's standard input is closed; add interactive(),"
              + " or give no input");
    }
  }
}
