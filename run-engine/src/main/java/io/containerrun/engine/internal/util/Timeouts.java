package io.containerrun.engine.internal.util;

import java.time.Duration;

/**
 * How long an engine may take.
 *
 * @param response for the head of a response, and for ordinary calls as a whole
 * @param start for starting a container, which waits for networks, devices and volumes
 * @param pull until a pull shows its first progress
 * @param removal for a removal that the engine finishes after the call
 */
public record Timeouts(Duration response, Duration start, Duration pull, Duration removal) {

  /** Longer than any wait: for calls without a limit. */
  public static final Duration FOREVER = Duration.ofDays(36_500);

  /** Longer than a busy engine takes, shorter than anyone waits for one that hangs. */
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofSeconds(15));

  /**
   * The same limit.
   *
   * @throws IllegalArgumentException if it is not more than zero
   */
  public static Duration positive(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("a limit of " + limit + ": use more than zero");
    }
    return limit;
  }
}
