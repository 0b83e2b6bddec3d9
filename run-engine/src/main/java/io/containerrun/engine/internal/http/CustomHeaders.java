package io.containerrun.engine.internal.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Headers that a user adds to every request. Values may be secret and are never in a message. */
public final class CustomHeaders {

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\uffff]*");

  /** One comma-separated field, with or without quotes. */
  private static final Pattern FIELD = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^\",]*)");

  private CustomHeaders() {}

  /**
   * Checks that a header cannot break the framing of a request.
   *
   * @throws IllegalArgumentException if a character is not allowed
   */
  public static void require(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "header name '" + name + "' is invalid; use letters, digits and dashes");
    }
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "the value of header "
              + name
              + " has a control character, such as a line break; remove it");
    }
  }

  /**
   * Reads comma-separated {@code name=value} pairs; a pair with a comma is in double quotes.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static Map<String, String> parse(String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    Matcher field = FIELD.matcher(text);
    int at = 0;
    while (at <= text.length()) {
      boolean read = field.find(at) && field.start() == at;
      if (!read || (field.end() < text.length() && text.charAt(field.end()) != ',')) {
        throw new IllegalArgumentException(
            "a double quote is in the wrong position; quote the complete name=value");
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
      throw new IllegalArgumentException("a header has no '='; use name=value,name=value");
    }
    String name = pair.substring(0, equals).strip();
    String value = pair.substring(equals + 1);
    require(name, value);
    headers.put(name, value);
  }
}
