package io.containerrun.engine.internal;

import java.time.Duration;

/**
 * How long an engine may take.
 *
 * @param answer for the head of an answer, and for ordinary calls as a whole
 * @param start for starting a container, which waits for networks, devices and volumes
 * @param pull until a pull shows its first progress
 * @param removal for a removal that goes on after its call
 */
public record Limits(Duration answer, Duration start, Duration pull, Duration removal) {

  /** Longer than a busy engine takes, shorter than anyone waits for one that hangs. */
  public static final Limits DEFAULT =
      new Limits(
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
