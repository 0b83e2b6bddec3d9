package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.regex.Pattern;

/**
 * A hardware address for a network interface.
 *
 * <pre>{@code
 * MacAddress.parse("92:d0:c6:0a:29:33")
 * MacAddress.parse("0242.ac11.0002")
 * }</pre>
 *
 * <p>The engine is sent the text as typed, so two spellings of one address are different values.
 *
 * @param text 6, 8 or 20 bytes in hexadecimal: pairs with {@code :} or {@code -} between them, or
 *     groups of four with dots; white space around it is kept. Empty only for {@link #GENERATED}
 */
public record MacAddress(String text) {

  /** One that the engine makes up: empty text. */
  public static final MacAddress GENERATED = new MacAddress("");

  private static final String PAIR = "[0-9a-fA-F]{2}";
  private static final String FOUR = "\\." + PAIR + PAIR;
  private static final Pattern TEXT =
      Pattern.compile(
          (PAIR + "([:-])" + PAIR + "(?:\\1" + PAIR + "){4}(?:(?:\\1" + PAIR + "){2}|")
              + ("(?:\\1" + PAIR + "){14})?|" + PAIR + PAIR + FOUR + FOUR)
              + ("(?:" + FOUR + "|(?:" + FOUR + "){7})?"));

  /** Refuses what is no hardware address. */
  public MacAddress {
    if (!text.isEmpty() && !TEXT.matcher(Words.trim(text)).matches()) {
      throw Secrets.refusal(
          text + " is not a valid mac address; write six bytes such as 92:d0:c6:0a:29:33");
    }
  }

  /**
   * Reads a hardware address and keeps it as typed; empty text is {@link #GENERATED}.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static MacAddress parse(String text) {
    return new MacAddress(text);
  }

  /** The address as typed. */
  @Override
  public String toString() {
    return text;
  }
}
