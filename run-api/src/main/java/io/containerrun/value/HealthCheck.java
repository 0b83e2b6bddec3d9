package io.containerrun.value;

import io.containerrun.internal.text.Durations;
import io.containerrun.internal.text.Secrets;
import java.time.Duration;

/**
 * How the engine finds out whether a running container is well.
 *
 * <pre>{@code
 * HealthCheck.shell("pg_isready").every(Duration.ofSeconds(2)).retries(3)
 * HealthCheck.none()      // not even the check of the image
 * }</pre>
 */
public sealed interface HealthCheck {

  /**
   * A command for the container's shell. Exit status 0 says that the container is well. All else is
   * the engine's default until it is set.
   *
   * @param command not empty
   */
  static Shell shell(String command) {
    return new Shell(command, Duration.ZERO, Duration.ZERO, 0, Duration.ZERO, Duration.ZERO);
  }

  /** No check, even where the image has one. */
  static Disabled none() {
    return new Disabled();
  }

  /** No check. */
  record Disabled() implements HealthCheck {}

  /**
   * A command that the shell of the container runs again and again.
   *
   * <p>Each number and duration of 0 stands for the value of the image's check, or else the default
   * of the engine. Engines refuse a duration below 1 ms.
   *
   * @param command the command, not empty
   * @param interval the time between two checks, 0 or more; the engine's default is 30 s
   * @param timeout the longest a check may take, 0 or more; the engine's default is 30 s
   * @param retries how many failures in a row mean that the container is unwell, 0 or more; the
   *     engine's default is 3
   * @param startPeriod how long from the start failures do not count, 0 or more; the engine's
   *     default is none
   * @param startInterval the time between two checks within the start period, 0 or more; the
   *     engine's default is 5 s
   */
  record Shell(
      String command,
      Duration interval,
      Duration timeout,
      int retries,
      Duration startPeriod,
      Duration startInterval)
      implements HealthCheck {

    /** Refuses an empty command and negative values. */
    public Shell {
      if (command.isEmpty()) {
        throw Secrets.refusal(
            "health command is empty; write a command, or use HealthCheck.none()");
      }
      requireNotNegative("--health-interval", interval);
      requireNotNegative("--health-timeout", timeout);
      requireNotNegative("--health-start-period", startPeriod);
      requireNotNegative("--health-start-interval", startInterval);
      if (retries < 0) {
        throw Secrets.refusal(
            "--health-retries cannot be negative; use 0 for the engine's default");
      }
    }

    /** The command, without secrets, and the times. */
    @Override
    public String toString() {
      return "Shell[command=%s, interval=%s, timeout=%s, retries=%d, startPeriod=%s, startInterval=%s]"
          .formatted(
              Secrets.masked(command), interval, timeout, retries, startPeriod, startInterval);
    }

    private static void requireNotNegative(String flag, Duration duration) {
      if (duration.isNegative()) {
        throw Secrets.refusal(flag + " cannot be negative; use 0 for the engine's default");
      }
      Durations.format(duration); // refuses what docker cannot count
    }

    /** A copy with this time between two checks. */
    public Shell every(Duration wanted) {
      return new Shell(command, wanted, timeout, retries, startPeriod, startInterval);
    }

    /** A copy with this longest time of a check. */
    public Shell timeout(Duration wanted) {
      return new Shell(command, interval, wanted, retries, startPeriod, startInterval);
    }

    /** A copy with this number of failures that mean that the container is unwell. */
    public Shell retries(int wanted) {
      return new Shell(command, interval, timeout, wanted, startPeriod, startInterval);
    }

    /** A copy with this time from the start in which failures do not count. */
    public Shell startPeriod(Duration wanted) {
      return new Shell(command, interval, timeout, retries, wanted, startInterval);
    }

    /** A copy with this time between two checks within the start period. */
    public Shell startInterval(Duration wanted) {
      return new Shell(command, interval, timeout, retries, startPeriod, wanted);
    }
  }
}
