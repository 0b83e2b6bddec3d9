package io.containerrun.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * What came of a program in a container: its exit code, and its output as far as it was captured.
 *
 * <p>A value; may be shared between threads.
 *
 * @since 0.1.0
 */
public abstract sealed class ProgramResult permits RunResult, ExecResult {

  private final int exitCode;
  private final boolean timedOut;
  private final Receiver output;
  private final Instant started;
  private final Duration duration;

  ProgramResult(
      int exitCode, boolean timedOut, Receiver output, Instant started, Duration duration) {
    this.exitCode = exitCode;
    this.timedOut = timedOut;
    this.output = output;
    this.started = started;
    this.duration = duration;
  }

  /**
   * The exit code of the program; 128 and the number of the signal if one ended it, such as 137 for
   * KILL.
   */
  public final int exitCode() {
    return exitCode;
  }

  /** Whether the exit code is 0, and the program was not cut off. */
  public final boolean isSuccess() {
    return exitCode == 0 && !timedOut;
  }

  /**
   * Whether the program took longer than its {@linkplain Execution#within limit} and was cut off:
   * it was ended, or its output was not waited for any longer.
   */
  public final boolean isTimedOut() {
    return timedOut;
  }

  /** What the program wrote to standard output; empty unless it was captured. */
  public final String stdout() {
    return new String(stdoutBytes(), StandardCharsets.UTF_8);
  }

  /** What the program wrote to standard error; empty unless it was captured. */
  public final String stderr() {
    return new String(stderrBytes(), StandardCharsets.UTF_8);
  }

  /** Standard output byte for byte; a copy. */
  public final byte[] stdoutBytes() {
    return output.stdout();
  }

  /** Standard error byte for byte; a copy. */
  public final byte[] stderrBytes() {
    return output.stderr();
  }

  /** Whether more came than was captured; a mark stands where something is missing. */
  public final boolean isTruncated() {
    return output.isTruncated();
  }

  /** When it was begun, by this machine's clock. */
  public final Instant started() {
    return started;
  }

  /** When it was over, by this machine's clock. */
  public final Instant ended() {
    return started.plus(duration);
  }

  /** How long it took, from making it ready to its end. */
  public final Duration duration() {
    return duration;
  }

  final <R extends ProgramResult> R requireSuccess(R self) {
    if (!isSuccess()) {
      throw new ExitException(self);
    }
    return self;
  }

  /** The exit code, and that it was cut off if so. */
  final String exited() {
    return "exited with " + exitCode + (timedOut ? ", cut off after its limit of time" : "");
  }
}
