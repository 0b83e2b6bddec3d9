package io.containerrun.engine;

import io.containerrun.Violation;
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
public final class RunResult extends ProgramResult {

  /**
   * How the container came to its end.
   *
   * @param exitCode its exit code
   * @param timedOut whether we cut it off
   * @param outOfMemory whether the kernel did
   */
  record End(int exitCode, boolean timedOut, boolean outOfMemory) {}

  private final String id;
  private final boolean outOfMemory;
  private final List<String> warnings;
  private final List<Violation> violations;

  RunResult(
      String id,
      End end,
      Receiver output,
      List<String> warnings,
      List<Violation> violations,
      Instant started,
      Duration duration) {
    super(end.exitCode, end.timedOut, output, started, duration);
    this.id = id;
    this.outOfMemory = end.outOfMemory;
    this.warnings = List.copyOf(warnings);
    this.violations = List.copyOf(violations);
  }

  /** The id of the container, 64 hexadecimal digits. */
  public String id() {
    return id;
  }

  /**
   * Whether the kernel has ended a process of the container for want of memory. It is looked for
   * where the exit code is 137, as it is when that process was the main one, or its shell passes
   * the code on.
   */
  public boolean isOutOfMemory() {
    return outOfMemory;
  }

  /** What the engine said when it made the container, such as limits that it cannot apply. */
  public List<String> warnings() {
    return warnings;
  }

  /**
   * What was doubtful about the run on this engine before it was sent: the warnings of {@link
   * Engine#check}, without what is merely worth knowing.
   */
  public List<Violation> violations() {
    return violations;
  }

  /**
   * Passes the result on if it is a success.
   *
   * @return this result
   * @throws ExitException if the exit code is not 0, or the run was cut off
   */
  public RunResult requireSuccess() {
    return requireSuccess(this);
  }

  /** The short id, the exit code, and why it is that one, as far as known. */
  @Override
  public String toString() {
    String shortId = id.substring(0, Math.min(12, id.length()));
    return "container " + shortId + " " + exited() + (outOfMemory ? ", out of memory" : "");
  }
}
