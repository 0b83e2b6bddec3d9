package io.containerrun.engine.internal.util;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Limits of time as {@link System#nanoTime()} counts. */
public final class Nanos {

  /** Some 73 years, so that neither a sum nor a difference of two overflows. */
  private static final long FOR_EVER = Long.MAX_VALUE / 4;

  private Nanos() {}

  /** The nanoseconds of a limit, which may be any that stands for none. */
  public static long of(Duration limit) {
    return Math.min(TimeUnit.NANOSECONDS.convert(limit), FOR_EVER);
  }
}
