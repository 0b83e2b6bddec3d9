package io.containerrun.engine.info;

import java.util.Locale;

/**
 * The status of a container.
 *
 * @since 0.1.0
 */
public enum ContainerStatus {
  /** It has been created and not started. */
  CREATED,
  /** Its main process runs. */
  RUNNING,
  /** Its processes are paused. */
  PAUSED,
  /** It has exited, and its restart policy is about to restart it. */
  RESTARTING,
  /** It is being removed. */
  REMOVING,
  /** Its main process has exited. */
  EXITED,
  /** It has exited, and its removal has failed partly. */
  DEAD,
  /** A status that this library does not know. */
  UNKNOWN;

  /** Reads the engine's term; Podman has some of its own. */
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

  /** Whether the container has run and no longer runs. */
  public boolean hasEnded() {
    return this == EXITED || this == DEAD || this == REMOVING;
  }

  /** The engine's term, such as {@code running}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
