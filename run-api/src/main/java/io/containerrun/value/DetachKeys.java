package io.containerrun.value;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The keys that leave an attached container to itself.
 *
 * <pre>{@code
 * DetachKeys.DEFAULT                     // ctrl-p,ctrl-q
 * DetachKeys.parse("ctrl-x,x")
 * }</pre>
 *
 * <p>Any text is held: the reference client does not check it before the container is created.
 * Whether an engine takes it is told by {@link #isValid()}.
 *
 * @param text the keys with commas between them: a character, {@code ctrl-} and one of {@code a} to
 *     {@code z} or {@code @ [ \ ] ^ _}, or {@code DEL}; empty for the default
 */
public record DetachKeys(String text) {

  /** What holds unless told otherwise. */
  public static final DetachKeys DEFAULT = new DetachKeys("ctrl-p,ctrl-q");

  private static final int NO_KEY = -1;
  private static final int DELETE = 127;

  /** Holds the text. */
  public DetachKeys {
    Objects.requireNonNull(text, "text");
  }

  /** Holds the text; docker takes any. */
  public static DetachKeys parse(String text) {
    return new DetachKeys(text);
  }

  /** Whether every key is one that an engine knows. */
  public boolean isValid() {
    for (String key : keys()) {
      if (code(key) == NO_KEY) {
        return false;
      }
    }
    return true;
  }

  /**
   * The bytes that a terminal sends for the keys, in order.
   *
   * @throws IllegalStateException if the text is not {@linkplain #isValid() valid}
   */
  public byte[] codes() {
    String[] keys = keys();
    byte[] codes = new byte[keys.length];
    for (int i = 0; i < keys.length; i++) {
      int code = code(keys[i]);
      if (code == NO_KEY) {
        throw new IllegalStateException(
            "Unknown character: '" + keys[i] + "'; write keys such as ctrl-p,ctrl-q");
      }
      codes[i] = (byte) code;
    }
    return codes;
  }

  private String[] keys() {
    return (text.isEmpty() ? DEFAULT.text : text).split(",", -1);
  }

  private static int code(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 1) {
      return bytes[0];
    }
    if (key.equals("DEL")) {
      return DELETE;
    }
    boolean isControl = key.length() == 6 && key.startsWith("ctrl-");
    return isControl ? "@abcdefghijklmnopqrstuvwxyz[\\]^_".indexOf(key.charAt(5)) : NO_KEY;
  }

  /** The text as it was given. */
  @Override
  public String toString() {
    return text;
  }
}
