package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.Objects;

/**
 * A link to another container, with the name under which it is reached.
 *
 * <pre>{@code
 * Link.to("db")                // reached as db
 * Link.to("db", "database")    // reached as database
 * }</pre>
 *
 * <p>On the default bridge a link is deprecated; on a network of your own it only gives an alias.
 *
 * @param text {@code container} or {@code container:alias}, as typed
 */
public record Link(String text) {

  private static final String ADVICE = "; write container or container:alias";

  /** Refuses an empty text and more than one colon. */
  public Link {
    if (text.isEmpty()) {
      throw Secrets.refusal("empty string specified for links" + ADVICE);
    }
    if (text.indexOf(':') != text.lastIndexOf(':')) {
      throw Secrets.refusal("bad format for links: " + text + ADVICE);
    }
  }

  /** A link to a container under its own name. */
  public static Link to(String container) {
    return new Link(container);
  }

  /** A link to a container under another name. */
  public static Link to(String container, String alias) {
    Objects.requireNonNull(container, "container");
    Objects.requireNonNull(alias, "alias");
    return new Link(container + ":" + alias);
  }

  /**
   * Reads {@code container} or {@code container:alias} and keeps it as typed.
   *
   * @throws IllegalArgumentException if the text is empty or has more than one colon
   */
  public static Link parse(String text) {
    return new Link(text);
  }

  /** The name or id of the other container. */
  public String container() {
    int colon = text.indexOf(':');
    return colon < 0 ? text : text.substring(0, colon);
  }

  /** The name under which it is reached; its own where none is given. */
  public String alias() {
    return text.substring(text.indexOf(':') + 1);
  }

  /** The link as typed. */
  @Override
  public String toString() {
    return text;
  }
}
