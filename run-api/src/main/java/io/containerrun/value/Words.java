package io.containerrun.value;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Small readings of text that several values share, with the behaviour of the Go functions. */
final class Words {

  private Words() {}

  /** The text without white space at both ends, as Go's {@code strings.TrimSpace} sees it. */
  static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c);
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** The text in double quotes, for messages. */
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** True if the text is one of the words that Go reads as a truth value. */
  static boolean isBoolean(String text) {
    return isTrue(text)
        || switch (text) {
          case "0", "f", "F", "FALSE", "false", "False" -> true;
          default -> false;
        };
  }

  /** True if the text is one of the words that Go reads as true. */
  static boolean isTrue(String text) {
    return switch (text) {
      case "1", "t", "T", "TRUE", "true", "True" -> true;
      default -> false;
    };
  }

  /** An unmodifiable copy in the order of the keys, without nulls. */
  static Map<String, String> sorted(Map<String, String> map) {
    return Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(map)));
  }

  /** A sorted copy with one entry more. */
  static Map<String, String> plus(Map<String, String> map, String key, String value) {
    TreeMap<String, String> more = new TreeMap<>(map);
    more.put(key, value);
    return Collections.unmodifiableMap(more);
  }
}
