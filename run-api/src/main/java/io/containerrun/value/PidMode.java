package io.containerrun.value;

import io.containerrun.internal.text.Secrets;

/**
 * Which processes the container sees.
 *
 * <pre>{@code
 * PidMode.host()
 * PidMode.container("web")      // container:web
 * }</pre>
 */
public sealed interface PidMode {

  /** Its own alone. This is the default; its text is empty. */
  static PidMode own() {
    return new Own();
  }

  /** All of the host. */
  static PidMode host() {
    return new Host();
  }

  /**
   * Its own and those of another container.
   *
   * @param reference the other's name or id
   */
  static PidMode container(String reference) {
    return new Container(reference);
  }

  /**
   * Reads {@code host} or {@code container:name}; empty text is {@link #own()}.
   *
   * @throws IllegalArgumentException if the text is another word
   */
  static PidMode parse(String text) {
    if (text.startsWith(Container.PREFIX)) {
      return new Container(text.substring(Container.PREFIX.length()));
    }
    return switch (text) {
      case "" -> own();
      case "host" -> host();
      default ->
          throw Secrets.refusal("invalid PID mode: " + text + "; write host or container:name");
    };
  }

  /** Its own processes alone. */
  record Own() implements PidMode {
    @Override
    public String toString() {
      return "";
    }
  }

  /** The processes of the host. */
  record Host() implements PidMode {
    @Override
    public String toString() {
      return "host";
    }
  }

  /**
   * The processes of another container too.
   *
   * @param reference its name or id, not empty
   */
  record Container(String reference) implements PidMode {
    private static final String PREFIX = "container:";

    /** Refuses an empty name. */
    public Container {
      if (reference.isEmpty()) {
        throw Secrets.refusal("invalid PID mode: container: has no name; write container:name");
      }
    }

    @Override
    public String toString() {
      return PREFIX + reference;
    }
  }
}
