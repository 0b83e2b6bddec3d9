package io.containerrun.engine.info;

import java.util.Locale;

/**
 * The health status of a container.
 *
 * @since 0.1.0
 */
public enum HealthStatus {
  /** It has no health check. */
  NONE,
  /** It has not passed yet. */
  STARTING,
  /** It passes. */
  HEALTHY,
  /** Its health check has failed the configured number of times in a row. */
  UNHEALTHY,
  /** A status that this library does not know. */
  UNKNOWN;

  /** Reads the engine's term; empty means no health check. */
  public static HealthStatus of(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "", "none" -> NONE;
      case "starting" -> STARTING;
      case "healthy" -> HEALTHY;
      case "unhealthy" -> UNHEALTHY;
      default -> UNKNOWN;
    };
  }

  /** The engine's term, such as {@code healthy}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
