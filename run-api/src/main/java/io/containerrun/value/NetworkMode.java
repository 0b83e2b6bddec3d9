package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.Objects;

/**
 * What a container is connected to: no network, the host's, another container's, or a named one.
 *
 * <pre>{@code
 * NetworkMode.host()
 * NetworkMode.container("web")     // container:web
 * NetworkMode.named("my-net")
 * }</pre>
 */
public sealed interface NetworkMode {

  /** What stands before the name of a container whose network is shared. */
  String CONTAINER_PREFIX = "container:";

  /** The engine's default network: {@code bridge}, on Windows {@code nat}. */
  record Default() implements NetworkMode {
    @Override
    public String toString() {
      return "default";
    }
  }

  /** The engine's bridge. */
  record Bridge() implements NetworkMode {
    @Override
    public String toString() {
      return "bridge";
    }
  }

  /** The host's own network. */
  record Host() implements NetworkMode {
    @Override
    public String toString() {
      return "host";
    }
  }

  /** No network but the loopback device. */
  record None() implements NetworkMode {
    @Override
    public String toString() {
      return "none";
    }
  }

  /**
   * The network of another container.
   *
   * @param reference its name or id; the reference client does not check it
   */
  record Container(String reference) implements NetworkMode {
    /** Refuses null only. */
    public Container {
      Objects.requireNonNull(reference, "reference");
    }

    @Override
    public String toString() {
      return CONTAINER_PREFIX + reference;
    }
  }

  /**
   * A network of the user's.
   *
   * @param name its name or id as typed, not blank
   */
  record Named(String name) implements NetworkMode {
    /** Refuses a blank name and the words that mean something else. */
    public Named {
      if (Words.trim(name).isEmpty()) {
        throw Secrets.refusal(
            "no name set for network; write the name of a network, or host, bridge, none");
      }
      if (isReserved(name)) {
        throw Secrets.refusal(
            ("network " + Words.quoted(name) + " is not a user-defined network")
                + "; use NetworkMode.parse for this word");
      }
    }

    private static boolean isReserved(String name) {
      return switch (name) {
        case "default", "bridge", "host", "none" -> true;
        default -> name.startsWith(CONTAINER_PREFIX);
      };
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The engine's default network. */
  static NetworkMode defaultNetwork() {
    return new Default();
  }

  /** The engine's bridge. */
  static NetworkMode bridge() {
    return new Bridge();
  }

  /** The host's own network. */
  static NetworkMode host() {
    return new Host();
  }

  /** No network. */
  static NetworkMode none() {
    return new None();
  }

  /** The network of another container, by its name or id. */
  static NetworkMode container(String reference) {
    return new Container(reference);
  }

  /** A network of the user's, by its name or id. */
  static NetworkMode named(String name) {
    return new Named(name);
  }

  /**
   * Reads {@code default}, {@code bridge}, {@code host}, {@code none}, {@code container:name} or
   * the name of a network.
   *
   * @throws IllegalArgumentException if the text is blank
   */
  static NetworkMode parse(String text) {
    return switch (text) {
      case "default" -> new Default();
      case "bridge" -> new Bridge();
      case "host" -> new Host();
      case "none" -> new None();
      default ->
          text.startsWith(CONTAINER_PREFIX)
              ? new Container(text.substring(CONTAINER_PREFIX.length()))
              : new Named(text);
    };
  }

  /** True for a named network: only there aliases, links and fixed addresses are possible. */
  default boolean isUserDefined() {
    return this instanceof Named;
  }
}
