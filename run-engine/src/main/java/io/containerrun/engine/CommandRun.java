package io.containerrun.engine;

import io.containerrun.AttachedStreams;
import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.ExitWatch;
import io.containerrun.engine.internal.Launcher;
import io.containerrun.engine.internal.Reason;
import io.containerrun.engine.internal.stream.Attachment;
import io.containerrun.engine.internal.wire.Created;
import io.containerrun.value.DetachKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One run as the docker command does it: what is written when, and what is left behind. */
final class CommandRun {

  private final EngineAccess engine;
  private final Launcher launcher;
  private final Terminal terminal;
  private final ContainerRun run;
  private final AttachedStreams streams;

  CommandRun(EngineAccess engine, Launcher launcher, Terminal terminal, ContainerRun run) {
    this.engine = engine;
    this.launcher = launcher;
    this.terminal = terminal;
    this.run = run;
    this.streams = AttachedStreams.of(run);
  }

  int execute() {
    boolean typed = streams.stdin() && run.is(ContainerRun.TTY);
    if (typed && !terminal.device().isPresent()) {
      throw RunChecks.noTerminal();
    }
    Created created = launcher.createForCommand(run, consoleSize());
    try {
      for (String warning : created.warnings()) {
        write(terminal.err(), "WARNING: " + warning);
      }
      return run.is(ContainerRun.DETACH) ? background(created.id()) : foreground(created.id());
    } catch (RuntimeException | Error failure) {
      if (run.is(ContainerRun.REMOVE)) {
        // The engine is at it already, if it was asked to start it.
        launcher.owned().add(created.id());
        launcher.owned().removeAfter(failure, created.id());
      }
      throw failure;
    }
  }

  /** Programs of full screens would draw before the size of this terminal has been told. */
  private List<Integer> consoleSize() {
    return run.is(ContainerRun.TTY)
        ? terminal.device().size().map(it -> List.of(it.rows(), it.columns())).orElse(List.of())
        : List.of();
  }

  private int background(String id) {
    write(terminal.out(), id); // also for one that does not start
    launcher.start(id);
    return 0;
  }

  private int foreground(String id) {
    Container container = new Container(engine, id);
    boolean forwards = run.get(ContainerRun.SIG_PROXY).orElse(true);
    boolean tty = run.is(ContainerRun.TTY);
    try (Foreground foreground = new Foreground(terminal, container, tty, forwards)) {
      DetachKeys keys = run.get(ContainerRun.DETACH_KEYS).orElse(DetachKeys.DEFAULT);
      Attachment attachment = launcher.attach(run, id, foreground.sink());
      foreground.feed(new Attaching.Begun(attachment, streams, !tty, keys));
      try (ExitWatch exit = launcher.watchAndStart(id, run)) {
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
