package io.containerrun.engine;

import io.containerrun.engine.internal.handle.FinishedProgram;
import java.time.Duration;
import java.time.Instant;

/**
 * The result of a program in a container: its exit code and its captured output.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public sealed interface ProgramResult permits RunResult, ExecResult, FinishedProgram {

  /**
   * The exit code of the program; 128 plus the number of the signal if one killed it, such as 137
   * for KILL.
   */
  int exitCode();

  /** Whether the exit code is 0 and the program was not stopped at its limit of time. */
  boolean isSuccess();

  /**
   * Whether the program took longer than its {@linkplain Invocation#stopAfter limit} and was
   * stopped, or the wait for its output was given up.
   */
  boolean isTimedOut();

  /** The captured standard output, decoded as UTF-8; empty if it was not captured. */
  String stdout();

  /** The captured standard error, decoded as UTF-8; empty if it was not captured. */
  String stderr();

  /** A copy of the captured bytes of standard output. */
  byte[] stdoutBytes();

  /** A copy of the captured bytes of standard error. */
  byte[] stderrBytes();

  /** Whether some output was not captured; a mark in the text shows where. */
  boolean isTruncated();

  /** When the program was started, by this machine's clock. */
  Instant started();

  /** When the program ended, by this machine's clock. */
  Instant ended();

  /** The time from its preparation to its end. */
  Duration duration();
}
