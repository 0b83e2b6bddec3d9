package io.containerrun.engine.internal.handle;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.json.CreatedContainer;
import io.containerrun.engine.internal.run.ExitWatch;
import io.containerrun.engine.internal.run.Launcher;
import io.containerrun.engine.internal.run.RunChecks;
import io.containerrun.engine.internal.stream.Attachment;
import io.containerrun.engine.internal.util.Reason;
import io.containerrun.value.DetachKeys;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Executes one run as the docker command does, including what it writes and what it keeps. */
public final class TerminalRun {

  private final EngineCore core;
  private final Launcher launcher;
  private final TerminalStreams terminal;
  private final ContainerRun run;
  private final Set<StandardStream> streams;

  /**
   * Prepares one run.
   *
   * @param run valid and resolved
   */
  public TerminalRun(EngineCore core, TerminalStreams terminal, ContainerRun run) {
    this.core = core;
    this.launcher = core.launcher();
    this.terminal = terminal;
    this.run = run;
    this.streams = run.attachedStreams();
  }

  public int execute() {
    boolean typed = streams.contains(StandardStream.STDIN) && run.is(ContainerRun.TTY);
    if (typed && !terminal.device().isPresent()) {
      throw RunChecks.noTerminal();
    }
    CreatedContainer created = launcher.createForCommand(run, consoleSize());
    try {
      for (String warning : created.warnings()) {
        write(terminal.err(), "WARNING: " + warning);
      }
      return run.is(ContainerRun.DETACH) ? background(created.id()) : foreground(created.id());
    } catch (RuntimeException | Error failure) {
      if (run.is(ContainerRun.REMOVE)) {
        // If the start was requested, the engine removes it itself.
        launcher.reaper().add(created.id());
        launcher.reaper().removeAfter(failure, created.id());
      }
      throw failure;
    }
  }

  /** The size of this terminal, so that full-screen programs have it from their first line on. */
  private List<Integer> consoleSize() {
    return run.is(ContainerRun.TTY)
        ? terminal.device().size().map(it -> List.of(it.rows(), it.columns())).orElse(List.of())
        : List.of();
  }

  private int background(String id) {
    write(terminal.out(), id); // even if the start fails
    launcher.start(id);
    return 0;
  }

  private int foreground(String id) {
    EngineContainer container = EngineContainer.of(core, id);
    boolean forwards = run.get(ContainerRun.SIG_PROXY).orElse(true);
    boolean tty = run.is(ContainerRun.TTY);
    try (TerminalSession foreground = new TerminalSession(terminal, container, tty, forwards)) {
      DetachKeys keys = run.get(ContainerRun.DETACH_KEYS).orElse(DetachKeys.DEFAULT);
      CompletableFuture<Integer> exited = new CompletableFuture<>();
      Attachment attachment = launcher.attach(run, id, foreground.sink(), exited);
      foreground.passInput(new Sessions.Begun(attachment, streams, !tty, keys));
      try (ExitWatch exit = launcher.watchAndStart(id, run, exited)) {
        foreground.fit();
        return foreground.status(streams, exit.code());
      }
    }
  }

  private static void write(OutputStream stream, String line) {
    try {
      stream.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      stream.flush();
    } catch (IOException failure) {
      throw new ContainerRunException("output cannot be written: " + Reason.of(failure), failure);
    }
  }
}
