package io.containerrun.engine.internal.handle;

import io.containerrun.ExecCommand;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.api.ExecApi;
import io.containerrun.engine.internal.util.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a command whose time is up. Engines have no call for that. The command therefore gets an
 * environment variable by which a shell in the container finds it and its child processes.
 */
final class ExecEnding {

  private static final Logger LOG = LoggerFactory.getLogger(ExecEnding.class);

  private static final String MARK = "CONTAINERRUN_EXEC";
  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(2);

  /** Stops all processes first, so that none continues with its next step when a child dies. */
  private static final String SIGNAL_MARKED =
      "pids=$(for p in /proc/[0-9]*; do"
          + " if grep -qs \"$1\" \"$p/environ\"; then echo \"${p#/proc/}\"; fi;"
          + " done); kill -STOP $pids; kill -\"$2\" $pids; kill -CONT $pids";

  private final EngineContainer container;
  private final ExecCommand command;
  private final Duration grace;
  private final String mark = UUID.randomUUID().toString();

  ExecEnding(EngineContainer container, ExecCommand command, Optional<Duration> grace) {
    this.container = container;
    this.command = command;
    this.grace = grace.orElse(DEFAULT_GRACE);
  }

  /** The command with the variable that identifies it. */
  ExecCommand marked() {
    return command.env(MARK, mark);
  }

  /** Sends TERM, and KILL after the grace if the command has not exited. */
  void end(CompletableFuture<Integer> code) {
    if (!grace.isZero()) {
      signal("TERM");
    }
    if (Waiting.on(code, grace, "stop exec in container " + container).isEmpty()) {
      signal("KILL");
    }
  }

  private void signal(String signal) {
    ExecCommand killer =
        ExecCommand.of("sh", "-c", SIGNAL_MARKED, "sh", MARK + "=" + mark, signal)
            .user(command.get(ExecCommand.USER).orElse(""));
    try {
      ExecApi.create(container.core().client(), container.id(), killer).startDetached();
    } catch (EngineException noShell) {
      LOG.debug("exec in container {} cannot be signalled: {}", container, noShell.getMessage());
    }
  }
}
