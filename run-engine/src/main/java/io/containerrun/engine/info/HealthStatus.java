package io.containerrun.engine.info;

import java.util.Locale;

/**
 * What a container's health check says.
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
  /** It has failed as often in a row as it may. */
  UNHEALTHY,
  /** What this library does not know. */
  UNKNOWN;

  /** Reads the engine's word; an empty one is that of a container without a health check. */
  public static HealthStatus of(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "", "none" -> NONE;
      case "starting" -> STARTING;
      case "healthy" -> HEALTHY;
      case "unhealthy" -> UNHEALTHY;
      default -> UNKNOWN;
    };
  }

  /** The engine's word, such as {@code healthy}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
