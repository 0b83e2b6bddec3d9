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
 * Ends a command whose time is up. Engines cannot do that: they know the process by a number of
 * their host alone. So the command carries a variable by which a shell in the container finds it,
 * with all that it has started.
 */
final class ExecEnding {

  private static final Logger LOG = LoggerFactory.getLogger(ExecEnding.class);

  private static final String MARK = "CONTAINERRUN_EXEC";
  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(2);

  /** All are stopped first, so that none goes on with its next step when it loses a child. */
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

  /** The command, to be found again. */
  ExecCommand marked() {
    return command.env(MARK, mark);
  }

  /** Asks it to end, and ends it if it does not. */
  void end(CompletableFuture<Integer> code) {
    if (!grace.isZero()) {
      signal("TERM");
    }
    if (Waiting.on(code, grace, "end exec in container " + container).isEmpty()) {
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
      LOG.debug("exec in container {} goes on: {}", container, noShell.getMessage());
    }
  }
}
