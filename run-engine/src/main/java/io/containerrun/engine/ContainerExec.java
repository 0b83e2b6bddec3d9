package io.containerrun.engine;

import io.containerrun.ExecCommand;
import java.time.Duration;
import java.util.Objects;

/**
 * Executes further commands in a container that runs.
 *
 * @since 0.1.0
 */
public sealed interface ContainerExec permits Container {

  /**
   * Executes a command to its end and keeps its output, up to 8 MiB of each stream.
   *
   * @param program such as {@code ls}
   * @param arguments no shell splits or expands them
   * @see #exec(ExecCommand, Execution)
   */
  default ExecResult exec(String program, String... arguments) {
    return exec(ExecCommand.of(program, arguments));
  }

  /** Executes a command to its end, like {@link #exec(ExecCommand, Execution)}. */
  default ExecResult exec(ExecCommand command) {
    return exec(command, Execution.standard());
  }

  /**
   * Executes a command to its end, like {@link #exec(ExecCommand, Execution)}, for a time.
   *
   * @param limit see {@link Execution#within}
   */
  default ExecResult exec(ExecCommand command, Duration limit) {
    return exec(command, Execution.standard().within(limit));
  }

  /**
   * Executes a command to its end, in a certain way.
   *
   * <p>A program that cannot be executed shows as exit code 126 or 127, with the engine's words on
   * standard output. The command goes on by itself where the thread that waits is interrupted, or a
   * consumer fails.
   *
   * <p>Engines cannot end a command. So one with a limit of time gets a variable {@code
   * CONTAINERRUN_EXEC}, by which a shell in the container finds it when the time is up; it is asked
   * to end by {@code TERM}, and after two seconds killed, with all that it has started. The
   * container needs {@code sh} and {@code grep} for that.
   *
   * @param command interactive if there is input
   * @return its exit code, whichever that is, and its output
   * @throws EngineException if the container does not run, or ends before the command; or if a
   *     command whose time is up cannot be ended
   * @throws IllegalArgumentException if there is input, and the command does not read it
   * @throws io.containerrun.ContainerRunException if a file of variables cannot be read, or with
   *     the cause if a stream of the caller fails
   */
  default ExecResult exec(ExecCommand command, Execution how) {
    Objects.requireNonNull(how, "how");
    return new ExecRun((Container) this, command).execute(how);
  }

  /**
   * Starts a command, and returns while it runs. What it writes is lost.
   *
   * @throws EngineException if the container does not run, or the program cannot be executed
   */
  default DetachedExec execDetached(ExecCommand command) {
    return new ExecRun((Container) this, command).detached();
  }

  /**
   * Starts a command with its streams attached, to talk to it.
   *
   * @param command interactive if it is to read; with a terminal if it wants one
   * @throws EngineException if the container does not run
   * @throws IllegalArgumentException if there are no such detach keys
   */
  default InteractiveExec openExec(ExecCommand command) {
    return new ExecRun((Container) this, command).open();
  }
}
