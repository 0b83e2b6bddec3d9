package io.containerrun.engine.info;

import java.util.Locale;

/**
 * What a container is doing.
 *
 * @since 0.1.0
 */
public enum ContainerStatus {
  /** It has been made, and not been started. */
  CREATED,
  /** Its main process runs. */
  RUNNING,
  /** Its processes are frozen. */
  PAUSED,
  /** It has ended, and its restart policy is about to start it again. */
  RESTARTING,
  /** It is being removed. */
  REMOVING,
  /** Its main process has ended. */
  EXITED,
  /** It has ended, and could not be removed in whole. */
  DEAD,
  /** What this library does not know. */
  UNKNOWN;

  /** Reads the engine's word; Podman has some of its own. */
  public static ContainerStatus of(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "created", "configured", "initialized" -> CREATED;
      case "running", "stopping" -> RUNNING;
      case "paused" -> PAUSED;
      case "restarting" -> RESTARTING;
      case "removing" -> REMOVING;
      case "exited", "stopped" -> EXITED;
      case "dead" -> DEAD;
      default -> UNKNOWN;
    };
  }

  /** Whether the container has run, and runs no longer. */
  public boolean hasEnded() {
    return this == EXITED || this == DEAD || this == REMOVING;
  }

  /** The engine's word, such as {@code running}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
