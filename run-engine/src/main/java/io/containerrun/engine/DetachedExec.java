package io.containerrun.engine;

import io.containerrun.engine.internal.handle.BackgroundExec;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * A handle on a command that runs in the background of a container.
 *
 * <p>The handle owns nothing. May be shared between threads.
 *
 * @since 0.1.0
 */
public sealed interface DetachedExec permits BackgroundExec {

  /** The id that the engine has given it, 64 hexadecimal digits. */
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
   */
  boolean waitFor(Duration limit);

  /**
   * The exit code; empty while the command runs.
   *
   * @throws EngineException if the container has exited since, or the engine has forgotten the
   *     command, as it does some minutes after its exit
   */
  OptionalInt exitCode();

  /**
   * Sets the size of the command's terminal.
   *
   * @throws EngineException if it does not run, or has no terminal
   */
  void resize(int rows, int columns);
}
