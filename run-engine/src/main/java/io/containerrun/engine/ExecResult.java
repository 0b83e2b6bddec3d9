package io.containerrun.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * What came of a command in a container that runs.
 *
 * <pre>{@code
 * String version = container.exec("postgres", "--version").requireSuccess().stdout();
 * }</pre>
 *
 * <p>A value; may be shared between threads.
 *
 * @since 0.1.0
 */
public final class ExecResult extends ProgramResult {

  private final String container;

  ExecResult(
      String container,
      int exitCode,
      boolean timedOut,
      Receiver output,
      Instant started,
      Duration duration) {
    super(exitCode, timedOut, output, started, duration);
    this.container = container;
  }

  /**
   * Passes the result on if it is a success.
   *
   * @return this result
   * @throws ExitException if the exit code is not 0, or the command was cut off
   */
  public ExecResult requireSuccess() {
    return requireSuccess(this);
  }

  /** The short id of the container, and the exit code. */
  @Override
  public String toString() {
    return "exec in container " + container + " " + exited();
  }
}
