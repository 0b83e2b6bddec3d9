package io.containerrun.value;

/**
 * Whose host name and domain name the container has.
 *
 * <pre>{@code
 * UtsMode.parse("host")      // HOST
 * }</pre>
 */
public enum UtsMode {
  /** Its own. This is the default. */
  OWN(""),
  /** Those of the host. */
  HOST("host");

  private final String text;

  UtsMode(String text) {
    this.text = text;
  }

  /**
   * Reads {@code host}; empty text is {@link #OWN}.
   *
   * @throws IllegalArgumentException if the text is another word
   */
  public static UtsMode parse(String text) {
    return Choice.of(values(), text, "invalid UTS mode: " + text);
  }

  /** The word, or empty text for the default. */
  @Override
  public String toString() {
    return text;
  }
}
