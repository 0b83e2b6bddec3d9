package io.containerrun.value;

import java.util.Locale;

/**
 * A stream that a process starts with.
 *
 * <pre>{@code
 * StandardStream.parse("stdout")      // STDOUT
 * }</pre>
 */
public enum StandardStream {
  /** Standard input. */
  STDIN,
  /** Standard output. */
  STDOUT,
  /** Standard error. */
  STDERR;

  /**
   * Reads {@code stdin}, {@code stdout} or {@code stderr} in any case.
   *
   * @throws IllegalArgumentException if the text is another word
   */
  public static StandardStream parse(String text) {
    return Choice.of(
        values(), text.toLowerCase(Locale.ROOT), "valid streams are STDIN, STDOUT and STDERR");
  }

  /** The word in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
