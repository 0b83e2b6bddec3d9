package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The permissions that new files and directories of a process do not get.
 *
 * <pre>{@code
 * Umask.of(0027)           // 0027: none for others, no writing for the group
 * Umask.parse("0027")
 * }</pre>
 *
 * <p>Any text is held and sent as it is. Whether it has the form that engines take is told by
 * {@link #isValid()}.
 *
 * @param text an octal number from 0 to 0777; empty for the engine's default
 */
public record Umask(String text) {

  private static final int MOST = 0777;

  private static final Pattern OCTAL = Pattern.compile("0*[0-7]{1,3}");

  /** Holds the text. */
  public Umask {
    Objects.requireNonNull(text, "text");
  }

  /**
   * The mask with these permission bits, in Java an octal number: {@code 0027}.
   *
   * @param bits 0 to 0777
   * @throws IllegalArgumentException if there are others among the bits
   */
  public static Umask of(int bits) {
    if (bits < 0 || bits > MOST) {
      throw Secrets.refusal(
          "umask 0" + Integer.toOctalString(bits) + " has more than permissions: use 0 to 0777");
    }
    return new Umask(String.format("%04o", bits));
  }

  /** Holds the text. */
  public static Umask parse(String text) {
    return new Umask(text);
  }

  /** Whether it is an octal number from 0 to 0777, or empty. */
  public boolean isValid() {
    return text.isEmpty() || OCTAL.matcher(text).matches();
  }

  /** The text as it was given. */
  @Override
  public String toString() {
    return text;
  }
}
