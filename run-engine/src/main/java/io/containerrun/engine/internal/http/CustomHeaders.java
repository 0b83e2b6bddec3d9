package io.containerrun.engine.internal.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Headers that a user adds to every request. Their values may be secret: no message shows them. */
public final class CustomHeaders {

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\uffff]*");

  /** A field of comma-separated values, maybe in quotes. */
  private static final Pattern FIELD = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^\",]*)");

  private CustomHeaders() {}

  /**
   * Refuses what would break a request apart.
   *
   * @throws IllegalArgumentException if it would
   */
  public static void require(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name of a header; write letters, digits and dashes");
    }
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "the value of header " + name + " has a line break or another control character");
    }
  }

  /**
   * Reads {@code name=value} pairs between commas; a pair with a comma stands in double quotes.
   *
   * @throws IllegalArgumentException if a pair is none
   */
  public static Map<String, String> parse(String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    Matcher field = FIELD.matcher(text);
    int at = 0;
    while (at <= text.length()) {
      boolean read = field.find(at) && field.start() == at;
      if (!read || (field.end() < text.length() && text.charAt(field.end()) != ',')) {
        throw new IllegalArgumentException("a double quote stands where it may not");
      }
      String quoted = field.group(1);
      put(headers, quoted == null ? field.group() : quoted.replace("\"\"", "\""));
      at = field.end() + 1;
    }
    return headers;
  }

  private static void put(Map<String, String> headers, String pair) {
    int equals = pair.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException("a header has no '='; write name=value,name=value");
    }
    String name = pair.substring(0, equals).strip();
    String value = pair.substring(equals + 1);
    require(name, value);
    headers.put(name, value);
  }
}
