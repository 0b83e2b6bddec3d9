package io.containerrun.engine.internal.ready;

import java.time.Duration;

/** The time that one attempt may take. */
final class Clock {

  /** Enough for a service on this machine: the last attempt before a limit is a fair one. */
  private static final Duration LEAST = Duration.ofMillis(100);

  private final long end;

  /**
   * Starts the time.
   *
   * @param left until the wait is over
   * @param most for one attempt
   */
  Clock(Duration left, Duration most) {
    Duration limit = left.compareTo(LEAST) < 0 ? LEAST : left;
    limit = limit.compareTo(most) > 0 ? most : limit;
    this.end = System.nanoTime() + limit.toNanos();
  }

  /** What is left of it, at least 1: for sockets 0 is no limit. */
  int leftMillis() {
    return (int) Math.max(1, (end - System.nanoTime()) / 1_000_000);
  }

  boolean isOver() {
    return end - System.nanoTime() <= 0;
  }
}
