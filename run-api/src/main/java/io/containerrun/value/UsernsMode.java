package io.containerrun.value;

/**
 * Whose users the users of the container are.
 *
 * <pre>{@code
 * UsernsMode.parse("host")      // HOST
 * }</pre>
 */
public enum UsernsMode {
  /** As the engine maps them. This is the default. */
  ENGINE(""),
  /** Those of the host, even where the engine maps them. */
  HOST("host");

  private final String text;

  UsernsMode(String text) {
    this.text = text;
  }

  /**
   * Reads {@code host}; empty text is {@link #ENGINE}.
   *
   * @throws IllegalArgumentException if the text is another word
   */
  public static UsernsMode parse(String text) {
    return Choice.of(values(), text, "invalid USER mode: " + text);
  }

  /** The word, or empty text for the default. */
  @Override
  public String toString() {
    return text;
  }
}
