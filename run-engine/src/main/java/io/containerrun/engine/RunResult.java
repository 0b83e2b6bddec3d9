package io.containerrun.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What came of a run.
 *
 * <pre>{@code
 * RunResult result = engine.run(ContainerRun.of("alpine:3").remove().command("uname", "-m"));
 * String machine = result.requireSuccess().stdout().strip();
 * }</pre>
 *
 * <p>A value; may be shared between threads.
 *
 * @since 0.1.0
 */
public final class RunResult {

  /**
   * How the container came to its end.
   *
   * @param exitCode its exit code
   * @param timedOut whether we cut it off
   * @param outOfMemory whether the kernel did
   */
  record End(int exitCode, boolean timedOut, boolean outOfMemory) {}

  private final String id;
  private final End end;
  private final Receiver output;
  private final List<String> warnings;
  private final Instant started;
  private final Duration duration;

  RunResult(
      String id,
      End end,
      Receiver output,
      List<String> warnings,
      Instant started,
      Duration duration) {
    this.id = id;
    this.end = end;
    this.output = output;
    this.warnings = List.copyOf(warnings);
    this.started = started;
    this.duration = duration;
  }

  /** The id of the container, 64 hexadecimal digits. */
  public String id() {
    return id;
  }

  /**
   * The exit code of the container's main process; 128 and the number of the signal if one ended
   * it, such as 137 for KILL.
   */
  public int exitCode() {
    return end.exitCode;
  }

  /** Whether the exit code is 0, and the run was not cut off. */
  public boolean isSuccess() {
    return end.exitCode == 0 && !end.timedOut;
  }

  /**
   * Whether the run took longer than its {@linkplain Execution#within limit} and was cut off: the
   * container was ended, or its output was not waited for any longer.
   */
  public boolean isTimedOut() {
    return end.timedOut;
  }

  /**
   * Whether the kernel has ended a process of the container for want of memory. It is looked for
   * where the exit code is 137, as it is when that process was the main one, or its shell passes
   * the code on.
   */
  public boolean isOutOfMemory() {
    return end.outOfMemory;
  }

  /** What the container wrote to standard output; empty unless it was captured. */
  public String stdout() {
    return new String(stdoutBytes(), StandardCharsets.UTF_8);
  }

  /** What the container wrote to standard error; empty unless it was captured. */
  public String stderr() {
    return new String(stderrBytes(), StandardCharsets.UTF_8);
  }

  /** Standard output byte for byte; a copy. */
  public byte[] stdoutBytes() {
    return output.stdout();
  }

  /** Standard error byte for byte; a copy. */
  public byte[] stderrBytes() {
    return output.stderr();
  }

  /** Whether more came than was captured; a mark stands where something is missing. */
  public boolean isTruncated() {
    return output.isTruncated();
  }

  /** What the engine said when it made the container, such as limits that it cannot apply. */
  public List<String> warnings() {
    return warnings;
  }

  /** When the run was begun, by this machine's clock. */
  public Instant started() {
    return started;
  }

  /** When the run was over, by this machine's clock. */
  public Instant ended() {
    return started.plus(duration);
  }

  /** How long the run took, from making the container to its end. */
  public Duration duration() {
    return duration;
  }

  /**
   * Passes the result on if it is a success.
   *
   * @return this result
   * @throws ExitException if the exit code is not 0, or the run was cut off
   */
  public RunResult requireSuccess() {
    if (!isSuccess()) {
      throw new ExitException(this);
    }
    return this;
  }

  /** The short id, the exit code, and why it is that one, as far as known. */
  @Override
  public String toString() {
    String why = end.timedOut ? ", cut off after its limit of time" : "";
    why += end.outOfMemory ? ", out of memory" : "";
    return "container " + shortId() + " exited with " + end.exitCode + why;
  }

  String shortId() {
    return id.substring(0, Math.min(12, id.length()));
  }
}
