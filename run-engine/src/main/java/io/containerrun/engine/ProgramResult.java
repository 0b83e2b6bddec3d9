package io.containerrun.engine;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.handle.FinishedProgram;
import io.containerrun.value.Size;
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

  /**
   * Whether the exit code is 0, the program exceeded no limit of its {@link Invocation}, and none
   * of its output was {@linkplain #isOutputLost lost}.
   */
  boolean isSuccess();

  /**
   * Whether the program took longer than its {@linkplain Invocation#stopAfter limit} and was
   * stopped, or the wait for its output was given up.
   */
  boolean isTimedOut();

  /**
   * Whether the program wrote more than its {@linkplain Invocation#stopAfterOutput limit}. It was
   * stopped unless it ended at the same time.
   */
  boolean isOutputExceeded();

  /**
   * All of the standard output, decoded as UTF-8; empty if it was not captured.
   *
   * @throws ContainerRunException if some of it is missing: it was longer than what {@link
   *     Output#captured(Size)} captures, {@linkplain #isOutputExceeded exceeded} its limit, or was
   *     {@linkplain #isOutputLost lost}; {@link #stdoutExcerpt} has the rest
   */
  String stdout();

  /**
   * All of the standard error, decoded as UTF-8; empty if it was not captured.
   *
   * @throws ContainerRunException if some of it is missing, as for {@link #stdout}
   */
  String stderr();

  /**
   * A copy of the bytes of standard output.
   *
   * @throws ContainerRunException if some are missing, as for {@link #stdout}
   */
  byte[] stdoutBytes();

  /**
   * A copy of the bytes of standard error.
   *
   * @throws ContainerRunException if some are missing, as for {@link #stdout}
   */
  byte[] stderrBytes();

  /**
   * What was captured of the standard output, decoded as UTF-8. If it was longer than what is
   * captured, these are its first and its last half, with a mark between them.
   */
  String stdoutExcerpt();

  /** What was captured of the standard error, as {@link #stdoutExcerpt}. */
  String stderrExcerpt();

  /** Whether one of the streams was longer than what is captured, or the output than its limit. */
  boolean isTruncated();

  /**
   * Whether some output is missing because the connection for it broke, and the engine could not
   * give it again: commands have no log, and some log drivers cannot be read.
   */
  boolean isOutputLost();

  /** When the program was started, by this machine's clock. */
  Instant started();

  /** When the program ended, by this machine's clock. */
  Instant ended();

  /** The time from its preparation to its end. */
  Duration duration();
}
