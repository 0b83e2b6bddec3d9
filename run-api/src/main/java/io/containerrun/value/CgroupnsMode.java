package io.containerrun.value;

import io.containerrun.internal.text.Secrets;

/**
 * Which control groups the container sees.
 *
 * <pre>{@code
 * CgroupnsMode.host()
 * }</pre>
 *
 * @param text {@code private} or {@code host}, or empty for the default of the engine
 */
public record CgroupnsMode(String text) {

  /** Refuses other words. */
  public CgroupnsMode {
    if (!text.isEmpty() && !text.equals("private") && !text.equals("host")) {
      throw Secrets.refusal("invalid CGROUP mode: " + text + "; write private or host");
    }
  }

  /** What the engine has as its default. */
  public static CgroupnsMode engine() {
    return new CgroupnsMode("");
  }

  /** Its own alone. */
  public static CgroupnsMode ownPrivate() {
    return new CgroupnsMode("private");
  }

  /** All of the host. */
  public static CgroupnsMode host() {
    return new CgroupnsMode("host");
  }

  /**
   * Reads {@code private} or {@code host}; empty text is {@link #engine()}.
   *
   * @throws IllegalArgumentException if the text is another word
   */
  public static CgroupnsMode parse(String text) {
    return new CgroupnsMode(text);
  }

  /** The word, or empty text for the default. */
  @Override
  public String toString() {
    return text;
  }
}
