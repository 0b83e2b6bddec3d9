package io.containerrun.value;

import java.util.Locale;

/**
 * When the image is pulled before a container is created.
 *
 * <pre>{@code
 * PullPolicy.parse("always")      // ALWAYS
 * }</pre>
 */
public enum PullPolicy {
  /** Pulls every time. */
  ALWAYS,
  /** Pulls when the engine does not have the image. This is the default. */
  MISSING,
  /** Does not pull; without the image the run fails. */
  NEVER;

  /**
   * Reads {@code always}, {@code missing} or {@code never}. Empty text is {@code never}, as the
   * reference client has it.
   *
   * @throws IllegalArgumentException if the text is another word
   */
  public static PullPolicy parse(String text) {
    return text.isEmpty()
        ? NEVER
        : Choice.of(
            values(),
            text,
            "invalid pull option: '"
                + text
                + "': must be one of \"always\", \"missing\" or \"never\"");
  }

  /** The word in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
