package io.containerrun.engine.internal.util;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Limits of time in nanoseconds, for {@link System#nanoTime()}. */
public final class Nanos {

  /** About 73 years, so that neither a sum nor a difference of two overflows. */
  private static final long FOREVER = Long.MAX_VALUE / 4;

  private Nanos() {}

  /** The nanoseconds of a limit, at most about 73 years. */
  public static long of(Duration limit) {
    return Math.min(TimeUnit.NANOSECONDS.convert(limit), FOREVER);
  }
}
