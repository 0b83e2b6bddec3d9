package io.containerrun.engine.info;

/**
 * An object that a process left behind, and that {@code Engine.sweep()} has removed.
 *
 * @param kind what it was
 * @param id its id; of a volume, its name
 * @param name its name
 * @since 0.1.0
 */
public record Leftover(Kind kind, String id, String name) {

  /** The kinds of objects that processes own. */
  public enum Kind {
    /** A container. */
    CONTAINER,
    /** A network. */
    NETWORK,
    /** A volume. */
    VOLUME
  }
}
