package io.containerrun.engine.internal;

import java.util.Locale;

/**
 * What containers share, beside the containers themselves.
 *
 * @param kind network or volume
 * @param id under which the engine knows it
 */
public record Resource(Kind kind, String id) {

  /** The kinds, by what engines have for them. */
  public enum Kind {
    /** Connects containers. */
    NETWORK,
    /** Keeps files of containers. */
    VOLUME;

    /** The beginning of the paths of its calls. */
    String path() {
      return "/" + this + "s";
    }

    /** The word in lower case. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  String path() {
    return kind.path() + "/" + id;
  }

  Operation operation(String verb) {
    return new Operation(verb + " " + kind, id);
  }
}
