package io.containerrun.engine;

import io.containerrun.engine.internal.ExecCalls;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A command that goes on in a container while nobody waits for it.
 *
 * <p>The handle owns nothing. May be shared between threads.
 *
 * @since 0.1.0
 */
public final class DetachedExec {

  private final ExecCalls calls;

  DetachedExec(ExecCalls calls) {
    this.calls = calls;
  }

  /** The id that the engine has given it, 64 hexadecimal digits. */
  public String id() {
    return calls.id();
  }

  /** Asks the engine whether the command runs now. */
  public boolean isRunning() {
    return exitCode().isEmpty();
  }

  /**
   * Waits until the command ends. An interrupt ends the waiting alone.
   *
   * @return the exit code
   * @throws EngineException as {@link #exitCode()} does
   */
  public int waitFor() {
    return calls.awaitExitCode(Optional.empty()).orElseThrow();
  }

  /**
   * Waits until the command ends, for a time.
   *
   * @return whether it has ended
   */
  public boolean waitFor(Duration limit) {
    return calls.awaitExitCode(Optional.of(limit)).isPresent();
  }

  /**
   * Its exit code; empty while it runs.
   *
   * @throws EngineException if the container has ended since, or the engine has forgotten the
   *     command, as it does some minutes after its end
   */
  public OptionalInt exitCode() {
    return calls.exitCode();
  }

  /**
   * Sets the size of its terminal.
   *
   * @throws EngineException if it does not run, or has no terminal
   */
  public void resize(int rows, int columns) {
    calls.resize(rows, columns);
  }
}
