package io.containerrun.value;

import io.containerrun.internal.text.Secrets;

/**
 * Whose users the users of the container are.
 *
 * <pre>{@code
 * UsernsMode.host()
 * }</pre>
 *
 * @param text {@code host}, or empty for what the engine does by default
 */
public record UsernsMode(String text) {

  /** Refuses other words. */
  public UsernsMode {
    if (!text.isEmpty() && !text.equals("host")) {
      throw Secrets.refusal("invalid USER mode: " + text + "; write host");
    }
  }

  /** As the engine maps them. This is the default. */
  public static UsernsMode engine() {
    return new UsernsMode("");
  }

  /** Those of the host, even where the engine maps them. */
  public static UsernsMode host() {
    return new UsernsMode("host");
  }

  /**
   * Reads {@code host}; empty text is {@link #engine()}.
   *
   * @throws IllegalArgumentException if the text is another word
   */
  public static UsernsMode parse(String text) {
    return new UsernsMode(text);
  }

  /** The word, or empty text for the default. */
  @Override
  public String toString() {
    return text;
  }
}
