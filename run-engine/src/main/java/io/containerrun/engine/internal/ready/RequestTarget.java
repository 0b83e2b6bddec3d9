package io.containerrun.engine.internal.ready;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Encodes the path and the query of a request to a service. */
public final class RequestTarget {

  /** The characters of a path and a query besides letters and digits: RFC 3986, section 3.4. */
  private static final String PLAIN = "-._~!$&'()*+,;=:@/?";

  private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

  private RequestTarget() {}

  /**
   * Encodes what a path cannot have, such as blanks and letters beyond ASCII. What is encoded
   * already, such as {@code %20}, is kept.
   *
   * @throws IllegalArgumentException if the path does not start with a slash, or has a fragment or
   *     a control character
   */
  public static String encode(String path) {
    if (!path.startsWith("/")) {
      throw invalid(path, "it does not start with a slash: use /" + path);
    }
    if (path.contains("#")) {
      throw invalid(path, "a fragment is not sent to servers: drop it, or write # as %23");
    }
    if (path.chars().anyMatch(Character::isISOControl)) {
      throw invalid(path, "it has a control character, such as a line break: remove it");
    }
    if (path.codePoints().anyMatch(it -> it >= 0xd800 && it <= 0xdfff)) {
      throw invalid(path, "it has half of a surrogate pair: remove it");
    }
    StringBuilder text = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i = path.offsetByCodePoints(i, 1)) {
      boolean encoded = ENCODED.matcher(path).region(i, path.length()).lookingAt();
      append(text, path.codePointAt(i), encoded);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, int character, boolean encoded) {
    boolean letterOrDigit = character < 0x80 && Character.isLetterOrDigit(character);
    if (letterOrDigit || encoded || PLAIN.indexOf(character) >= 0) {
      text.appendCodePoint(character);
      return;
    }
    for (byte one : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
      text.append("%%%02X".formatted(one & 0xff));
    }
  }

  private static IllegalArgumentException invalid(String path, String why) {
    String shown = path.replaceAll("\\p{Cntrl}", "?");
    return new IllegalArgumentException("path '" + shown + "': " + why);
  }
}
