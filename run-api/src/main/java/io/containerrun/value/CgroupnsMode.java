package io.containerrun.value;

/**
 * Which control groups the container sees.
 *
 * <pre>{@code
 * CgroupnsMode.parse("host")      // HOST
 * }</pre>
 */
public enum CgroupnsMode {
  /** What the engine has as its default. */
  ENGINE(""),
  /** Its own alone. */
  PRIVATE("private"),
  /** All of the host. */
  HOST("host");

  private final String text;

  CgroupnsMode(String text) {
    this.text = text;
  }

  /**
   * Reads {@code private} or {@code host}; empty text is {@link #ENGINE}.
   *
   * @throws IllegalArgumentException if the text is another word
   */
  public static CgroupnsMode parse(String text) {
    return Choice.of(values(), text, "invalid CGROUP mode: " + text);
  }

  /** The word, or empty text for the default. */
  @Override
  public String toString() {
    return text;
  }
}
