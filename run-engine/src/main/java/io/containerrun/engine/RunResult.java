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

  private final String id;
  private final int exitCode;
  private final Receiver output;
  private final List<String> warnings;
  private final Instant started;
  private final Duration duration;

  RunResult(
      String id,
      int exitCode,
      Receiver output,
      List<String> warnings,
      Instant started,
      Duration duration) {
    this.id = id;
    this.exitCode = exitCode;
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
    return exitCode;
  }

  /** Whether the exit code is 0. */
  public boolean isSuccess() {
    return exitCode == 0;
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

  /** How long the run took, from making the container to its end. */
  public Duration duration() {
    return duration;
  }

  /**
   * Passes the result on if the exit code is 0.
   *
   * @return this result
   * @throws ExitException if it is another
   */
  public RunResult requireSuccess() {
    if (!isSuccess()) {
      throw new ExitException(this);
    }
    return this;
  }

  /** The short id and the exit code. */
  @Override
  public String toString() {
    return "container " + shortId() + " exited with " + exitCode;
  }

  String shortId() {
    return id.substring(0, Math.min(12, id.length()));
  }
}
