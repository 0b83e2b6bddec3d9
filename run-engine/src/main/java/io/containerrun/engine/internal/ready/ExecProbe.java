package io.containerrun.engine.internal.ready;

import io.containerrun.ExecCommand;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.ExecResult;
import io.containerrun.engine.Invocation;
import io.containerrun.engine.Output;
import io.containerrun.engine.internal.util.Nanos;
import io.containerrun.value.Size;
import java.time.Duration;

/** Executes a command in a container until it succeeds. Used by one thread. */
public final class ExecProbe implements Probe {

  private static final Size MOST_OUTPUT = Size.kibibytes(16);
  private static final Duration LEAST = Duration.ofMillis(100);

  private final ContainerHandle container;
  private final ExecCommand command;
  private String last = "";

  /** Creates a probe that executes a command. */
  public ExecProbe(ContainerHandle container, ExecCommand command) {
    this.container = container;
    this.command = command;
  }

  @Override
  public boolean holds(Duration left) {
    Duration limit = left.compareTo(LEAST) < 0 ? LEAST : left;
    long end = System.nanoTime() + Nanos.of(limit);
    Invocation how = Invocation.standard().output(Output.captured(MOST_OUTPUT)).stopAfter(limit);
    try {
      return passed(container.exec(command, how));
    } catch (EngineException unstoppable) {
      if (System.nanoTime() - end < 0) {
        throw unstoppable;
      }
      // Its time was up, and the container lacks what it takes to stop it.
      last = Words.quote("" + unstoppable.getMessage());
      return false;
    }
  }

  private boolean passed(ExecResult result) {
    last =
        result.isTimedOut()
            ? "it was stopped because the time was up"
            : "it exited with " + result.exitCode();
    last += Words.after(Words.quoteEnd(result.stderrExcerpt() + result.stdoutExcerpt()));
    return result.exitCode() == 0 && !result.isTimedOut();
  }

  @Override
  public String missing() {
    return "passed '" + command + "'" + (last.isEmpty() ? "" : "; the last time " + last);
  }
}
