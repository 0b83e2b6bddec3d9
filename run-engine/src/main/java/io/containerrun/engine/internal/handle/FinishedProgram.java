package io.containerrun.engine.internal.handle;

import io.containerrun.engine.ExitException;
import io.containerrun.engine.ProgramResult;
import io.containerrun.engine.internal.stream.CapturedOutput;
import java.time.Duration;
import java.time.Instant;

/** The common part of the results of runs and of commands. */
public abstract sealed class FinishedProgram implements ProgramResult
    permits FinishedRun, FinishedExec {

  /**
   * How a program ended.
   *
   * @param exitCode its exit code
   * @param timedOut whether it was stopped at its limit of time
   * @param output its captured output
   * @param started when it was started
   * @param duration how long it took
   */
  record End(
      int exitCode, boolean timedOut, CapturedOutput output, Instant started, Duration duration) {}

  private final End end;

  FinishedProgram(End end) {
    this.end = end;
  }

  @Override
  public final int exitCode() {
    return end.exitCode;
  }

  @Override
  public final boolean isSuccess() {
    return end.exitCode == 0 && !end.timedOut;
  }

  @Override
  public final boolean isTimedOut() {
    return end.timedOut;
  }

  @Override
  public final String stdout() {
    return end.output.stdoutText();
  }

  @Override
  public final String stderr() {
    return end.output.stderrText();
  }

  @Override
  public final byte[] stdoutBytes() {
    return end.output.stdout().clone();
  }

  @Override
  public final byte[] stderrBytes() {
    return end.output.stderr().clone();
  }

  @Override
  public final boolean isTruncated() {
    return end.output.truncated();
  }

  @Override
  public final Instant started() {
    return end.started;
  }

  @Override
  public final Instant ended() {
    return end.started.plus(end.duration);
  }

  @Override
  public final Duration duration() {
    return end.duration;
  }

  final void throwUnlessSuccess() {
    if (!isSuccess()) {
      throw new ExitException(this);
    }
  }

  /** The exit code, and whether the program was stopped. */
  final String exited() {
    return "exited with " + end.exitCode + (end.timedOut ? ", stopped at its limit of time" : "");
  }
}
