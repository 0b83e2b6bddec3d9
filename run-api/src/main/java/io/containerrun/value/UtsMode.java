package io.containerrun.value;

import io.containerrun.internal.text.Secrets;

/**
 * Whose host name and domain name the container has.
 *
 * <pre>{@code
 * UtsMode.host()
 * }</pre>
 *
 * @param text {@code host}, or empty for its own
 */
public record UtsMode(String text) {

  /** Refuses other words. */
  public UtsMode {
    if (!text.isEmpty() && !text.equals("host")) {
      throw Secrets.refusal("invalid UTS mode: " + text + "; write host");
    }
  }

  /** Its own. This is the default. */
  public static UtsMode own() {
    return new UtsMode("");
  }

  /** Those of the host. */
  public static UtsMode host() {
    return new UtsMode("host");
  }

  /**
   * Reads {@code host}; empty text is {@link #own()}.
   *
   * @throws IllegalArgumentException if the text is another word
   */
  public static UtsMode parse(String text) {
    return new UtsMode(text);
  }

  /** The word, or empty text for the default. */
  @Override
  public String toString() {
    return text;
  }
}
