package io.containerrun.engine.internal.util;

import java.time.Duration;

/**
 * The limits of time for responses of an engine.
 *
 * @param response for ordinary responses, and for the head of a streaming response
 * @param start for the start of a container, which waits for networks, devices and volumes
 * @param pull for a pull without progress
 * @param removal for a removal that the engine completes after its response
 */
public record Timeouts(Duration response, Duration start, Duration pull, Duration removal) {

  /** The limit of calls without one. */
  public static final Duration FOREVER = Duration.ofDays(36_500);

  /** The defaults: longer than a busy engine takes, but short enough to notice one that hangs. */
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofSeconds(15));

  /** The limit of ordinary responses, if that is shorter than another one. */
  public Duration responseUpTo(Duration most) {
    return response.compareTo(most) < 0 ? response : most;
  }

  /**
   * Returns the limit if it is more than zero.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static Duration positive(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("limit " + limit + " is not positive: use more than zero");
    }
    return limit;
  }
}
