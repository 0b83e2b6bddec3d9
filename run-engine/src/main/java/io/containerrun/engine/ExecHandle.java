package io.containerrun.engine;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * A handle on a command that was started in a running container.
 *
 * <p>May be shared between threads.
 *
 * @since 0.1.0
 */
public sealed interface ExecHandle permits DetachedExec, InteractiveExec {

  /** The id of the command, 64 hexadecimal digits. */
  String id();

  /** Asks the engine whether the command runs. */
  default boolean isRunning() {
    return exitCode().isEmpty();
  }

  /**
   * Waits until the command exits. An interrupt ends the wait, not the command.
   *
   * @return the exit code
   * @throws EngineException as {@link #exitCode()} does
   */
  int waitFor();

  /**
   * Waits until the command exits, up to a limit.
   *
   * @return whether it has exited
   * @throws EngineException as {@link #exitCode()} does
   */
  boolean waitFor(Duration limit);

  /**
   * The exit code; empty while the command runs.
   *
   * @throws EngineException if the container has exited since, or the engine no longer knows the
   *     command, which it forgets some minutes after its exit
   */
  OptionalInt exitCode();
}
