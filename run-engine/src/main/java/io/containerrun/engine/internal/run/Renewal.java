package io.containerrun.engine.internal.run;

import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.util.Nanos;
import io.containerrun.engine.internal.util.Waiting;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The pauses between the attempts of a request that is repeated until it succeeds, because its
 * connection may break while the engine is alive. They grow, and end when no engine has responded
 * for too long. Used by one thread.
 */
public final class Renewal {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** A connection that lasted this long is no sign of a fault that lasts. */
  private static final Duration STABLE = Duration.ofSeconds(1);

  /** What proxies respond for an engine that they cannot reach. */
  private static final Set<Integer> NO_ENGINE = Set.of(502, 503, 504);

  private final Duration outage;
  private final String operation;
  private long pause = Nanos.of(FIRST_PAUSE);

  /** When the last response began; empty since an attempt had none. */
  private OptionalLong responded = OptionalLong.empty();

  /** Since when attempts have had no response. */
  private OptionalLong outOfReach = OptionalLong.empty();

  /**
   * Begins the attempts.
   *
   * @param outage how long the engine may be out of reach
   * @param operation the operation in messages
   */
  public Renewal(Duration outage, String operation) {
    this.outage = outage;
    this.operation = operation;
  }

  /** Records that the engine responds. */
  public void responded() {
    responded = OptionalLong.of(System.nanoTime());
    outOfReach = OptionalLong.empty();
  }

  /**
   * Waits before the next attempt.
   *
   * @param failure of the last attempt
   * @throws EngineException if the engine has been out of reach for too long
   */
  public void pause(Exception failure) {
    long now = System.nanoTime();
    if (responded.isPresent() && now - responded.getAsLong() > Nanos.of(STABLE)) {
      pause = Nanos.of(FIRST_PAUSE);
    }
    if (responded.isEmpty()) {
      requireHope(failure, now);
    }
    responded = OptionalLong.empty();
    try {
      TimeUnit.NANOSECONDS.sleep(pause);
    } catch (InterruptedException interrupt) {
      throw Waiting.interrupted(operation, interrupt);
    }
    pause = Math.min(2 * pause, Nanos.of(LONGEST_PAUSE));
  }

  private void requireHope(Exception failure, long now) {
    outOfReach = OptionalLong.of(outOfReach.orElse(now));
    if (now - outOfReach.getAsLong() > Nanos.of(outage)) {
      String words = "out of reach for " + outage.toMillis() + " ms: " + failure.getMessage();
      throw new EngineException(operation + ": " + words, operation, 0, words).causedBy(failure);
    }
  }

  /** Whether a failure may end by itself: no response, or one of a proxy without an engine. */
  public static boolean isUnreachable(Exception failure) {
    return !(failure instanceof EngineException engine)
        || engine.status().isEmpty()
        || NO_ENGINE.contains(engine.status().getAsInt());
  }
}
