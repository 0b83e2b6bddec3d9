package io.containerrun.engine;

import io.containerrun.engine.internal.handle.FinishedExec;

/**
 * The result of a command in a running container.
 *
 * <pre>{@code
 * String version = container.exec("postgres", "--version").requireSuccess().stdout();
 * }</pre>
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public sealed interface ExecResult extends ProgramResult permits FinishedExec {

  /**
   * Returns this result if it is a success.
   *
   * @throws ExitException if the exit code is not 0, the command was stopped at its limit of time,
   *     or some of its output was lost
   */
  ExecResult requireSuccess();

  /** The short id of the container, and the exit code. */
  @Override
  String toString();
}
