package io.containerrun.engine;

import io.containerrun.AttachedStreams;
import io.containerrun.ContainerRunException;
import io.containerrun.ExecCommand;
import io.containerrun.engine.internal.EngineApi;
import io.containerrun.engine.internal.ExecCalls;
import io.containerrun.engine.internal.Reason;
import io.containerrun.engine.internal.SystemCaller;
import io.containerrun.engine.internal.stream.Attachment;
import io.containerrun.value.DetachKeys;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Takes one command in a container from its beginning to its end. */
final class ExecRun {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final EngineAccess engine;
  private final EngineApi api;
  private final Container container;
  private final ExecCommand command;

  ExecRun(Container container, ExecCommand command) {
    this.engine = container.engine();
    this.api = engine.api();
    this.container = container;
    DetachKeys keys = container.engine().defaults().keys(command.detachKeys());
    this.command = command.resolve(new SystemCaller()).detachKeys(keys);
  }

  DetachedExec detached() {
    ExecCalls calls = ExecCalls.create(api, container.id(), command);
    calls.startDetached();
    return new DetachedExec(calls); // which never waits, so that there is nothing to give up
  }

  InteractiveExec open() {
    boolean reads = command.is(ExecCommand.Switch.INTERACTIVE);
    boolean terminal = command.is(ExecCommand.Switch.TTY);
    requireKnown(command.detachKeys());
    ExecCalls calls = ExecCalls.create(api, container.id(), command);
    OutputPipes pipes = new OutputPipes();
    Session session =
        Session.on(
            Attachment.begin(calls.start(), terminal, pipes, engine.threads()),
            pipes,
            calls::resize,
            new AttachedStreams(reads, true, true),
            terminal,
            true,
            command.detachKeys());
    return new InteractiveExec(calls, session);
  }

  private static void requireKnown(DetachKeys keys) {
    if (!keys.isValid()) {
      throw new IllegalArgumentException(
          "--detach-keys " + keys + ": no such keys; write keys such as ctrl-p,ctrl-q");
    }
  }

  private static int exitCode(ExecCalls calls) {
    return calls.awaitExitCode(Optional.empty()).orElseThrow();
  }

  ExecResult execute(Execution how) {
    refuseUnreadInput(how.input());
    ExecEnding ending = new ExecEnding(container, command);
    ExecCommand ready = how.limit().isPresent() ? ending.marked() : command;
    try (Receiver receiver = how.output().open();
        InputStream source = how.input().open()) {
      Instant started = Instant.now();
      long start = System.nanoTime();
      Readers readers = engine.readers(how, receiver);
      try (ExecCalls calls = ExecCalls.create(api, container.id(), ready);
          Attachment attachment = attach(calls, receiver, source, readers)) {
        CompletableFuture<Void> output = attachment.finished();
        CompletableFuture<Integer> code = output.thenApplyAsync(none -> exitCode(calls), readers);
        Completion completion =
            new Completion("exec in container " + container, readers, output, code);
        boolean timedOut = completion.await(how.limit(), () -> ending.end(code));
        int exitCode = completion.exitCode(PATIENCE);
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        return new ExecResult(
            container.toString(), exitCode, timedOut, receiver, started, duration);
      }
    } catch (IOException failure) {
      throw new ContainerRunException(
          "input or output of exec in container " + container + ": " + Reason.of(failure), failure);
    }
  }

  private Attachment attach(
      ExecCalls calls, Receiver receiver, InputStream source, Readers readers) {
    boolean reads = command.is(ExecCommand.Switch.INTERACTIVE);
    boolean terminal = command.is(ExecCommand.Switch.TTY);
    Attachment attachment = Attachment.begin(calls.start(), terminal, receiver, readers);
    if (reads) {
      attachment.feed(source, engine.threads());
    }
    return attachment;
  }

  private void refuseUnreadInput(Input input) {
    if (!input.isNone() && !command.is(ExecCommand.Switch.INTERACTIVE)) {
      throw new IllegalArgumentException(
          "exec in container "
              + container
              + ": there is input, but the command's standard input is closed; add interactive(),"
              + " or give no input");
    }
  }
}
