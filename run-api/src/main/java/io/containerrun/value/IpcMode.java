package io.containerrun.value;

import io.containerrun.internal.text.Secrets;

/**
 * Whose shared memory, semaphores and message queues the container uses.
 *
 * <pre>{@code
 * IpcMode.host()
 * IpcMode.container("cache")      // container:cache
 * }</pre>
 */
public sealed interface IpcMode {

  /** Its own, which no other container can join. */
  static IpcMode ownPrivate() {
    return new Private();
  }

  /** Its own, which other containers can join. */
  static IpcMode shareable() {
    return new Shareable();
  }

  /** Its own, without {@code /dev/shm}. */
  static IpcMode none() {
    return new None();
  }

  /** The host's. */
  static IpcMode host() {
    return new Host();
  }

  /**
   * Those of another container, which must be {@linkplain #shareable() shareable}.
   *
   * @param reference its name or id
   */
  static IpcMode container(String reference) {
    return new Container(reference);
  }

  /**
   * Reads {@code none}, {@code private}, {@code shareable}, {@code host} or {@code container:name}.
   * As the reference client does, it lets any other text pass; see {@link Other}.
   */
  static IpcMode parse(String text) {
    if (text.startsWith(Container.PREFIX) && text.length() > Container.PREFIX.length()) {
      return new Container(text.substring(Container.PREFIX.length()));
    }
    return switch (text) {
      case "none" -> none();
      case "private" -> ownPrivate();
      case "shareable" -> shareable();
      case "host" -> host();
      default -> new Other(text);
    };
  }

  /** Its own, without {@code /dev/shm}. */
  record None() implements IpcMode {
    @Override
    public String toString() {
      return "none";
    }
  }

  /** Its own, not for others. */
  record Private() implements IpcMode {
    @Override
    public String toString() {
      return "private";
    }
  }

  /** Its own, also for others. */
  record Shareable() implements IpcMode {
    @Override
    public String toString() {
      return "shareable";
    }
  }

  /** The host's. */
  record Host() implements IpcMode {
    @Override
    public String toString() {
      return "host";
    }
  }

  /**
   * Those of another container.
   *
   * @param reference its name or id, not empty
   */
  record Container(String reference) implements IpcMode {
    private static final String PREFIX = "container:";

    /** Refuses an empty name. */
    public Container {
      if (reference.isEmpty()) {
        throw Secrets.refusal("invalid IPC mode: container: has no name; write container:name");
      }
    }

    @Override
    public String toString() {
      return PREFIX + reference;
    }
  }

  /**
   * Text the reference client passes on unchecked. Empty text is the engine's default; engines
   * refuse any other.
   *
   * @param text none of the words above
   */
  record Other(String text) implements IpcMode {
    /** Refuses what another type holds. */
    public Other {
      boolean isNamed =
          switch (text) {
            case "none", "private", "shareable", "host" -> true;
            default -> text.startsWith(Container.PREFIX) && !text.equals(Container.PREFIX);
          };
      if (isNamed) {
        throw Secrets.refusal("IPC mode '" + text + "' has a type of its own; use its factory");
      }
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
