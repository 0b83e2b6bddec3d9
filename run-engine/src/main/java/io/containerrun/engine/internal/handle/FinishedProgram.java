package io.containerrun.engine.internal.handle;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.ExitException;
import io.containerrun.engine.ProgramResult;
import io.containerrun.engine.internal.run.Completion.Exceeded;
import io.containerrun.engine.internal.stream.CapturedOutput;
import io.containerrun.engine.internal.stream.CapturedStream;
import java.time.Duration;
import java.time.Instant;

/** The common part of the results of runs and of commands. */
public abstract sealed class FinishedProgram implements ProgramResult
    permits FinishedRun, FinishedExec {

  /**
   * How a program ended.
   *
   * @param exitCode its exit code
   * @param exceeded which limit it has exceeded
   * @param partial whether some of its output was lost
   * @param output its captured output
   * @param started when it was started
   * @param duration how long it took
   */
  record End(
      int exitCode,
      Exceeded exceeded,
      boolean partial,
      CapturedOutput output,
      Instant started,
      Duration duration) {}

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
    return end.exitCode == 0 && end.exceeded == Exceeded.NOTHING && !end.partial;
  }

  @Override
  public final boolean isTimedOut() {
    return end.exceeded == Exceeded.TIME;
  }

  @Override
  public final boolean isOutputExceeded() {
    return end.exceeded == Exceeded.OUTPUT;
  }

  @Override
  public final String stdout() {
    return whole(end.output.stdout(), "stdout").text();
  }

  @Override
  public final String stderr() {
    return whole(end.output.stderr(), "stderr").text();
  }

  @Override
  public final byte[] stdoutBytes() {
    return whole(end.output.stdout(), "stdout").bytes().clone();
  }

  @Override
  public final byte[] stderrBytes() {
    return whole(end.output.stderr(), "stderr").bytes().clone();
  }

  @Override
  public final String stdoutExcerpt() {
    return end.output.stdout().text();
  }

  @Override
  public final String stderrExcerpt() {
    return end.output.stderr().text();
  }

  /** The captured stream if nothing of it is missing. */
  private CapturedStream whole(CapturedStream stream, String name) {
    String excerpt = "; " + name + "Excerpt() has the rest";
    if (end.partial) {
      throw new ContainerRunException(
          this + ": some of its output is missing, because the connection broke" + excerpt);
    }
    if (isOutputExceeded()) {
      throw new ContainerRunException(
          this + ": the rest of its output was discarded; allow more of it" + excerpt);
    }
    if (stream.leftOut() > 0) {
      throw new ContainerRunException(
          this
              + ": its "
              + name
              + " has "
              + stream.leftOut()
              + " bytes more than were captured: use Output.captured(size) with a larger size, or"
              + " stream it"
              + excerpt);
    }
    return stream;
  }

  @Override
  public final boolean isTruncated() {
    return end.output.stdout().leftOut() > 0
        || end.output.stderr().leftOut() > 0
        || isOutputExceeded();
  }

  @Override
  public final boolean isOutputLost() {
    return end.partial;
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
    return "exited with "
        + end.exitCode
        + (isTimedOut() ? ", stopped at its limit of time" : "")
        + (isOutputExceeded() ? ", stopped at its limit of output" : "")
        + (end.partial ? ", and some of its output was lost" : "");
  }
}
