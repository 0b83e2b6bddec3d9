package io.containerrun.value;

import io.containerrun.internal.text.Secrets;

/**
 * Checks JSON and takes its white space out, as Go's {@code json.Compact} does.
 *
 * <pre>{@code
 * JsonText.compact("{ \"a\" : [1, 2] }")      // {"a":[1,2]}
 * }</pre>
 */
final class JsonText {

  private static final int DEEPEST = 10_000;

  private final String text;
  private final StringBuilder out = new StringBuilder();

  /** The brackets that are open, the innermost last. */
  private final StringBuilder open = new StringBuilder();

  private int at;

  private JsonText(String text) {
    this.text = text;
  }

  /**
   * The same JSON without white space outside strings. Nothing else is changed: neither the
   * escapes, nor the numbers, nor the order.
   *
   * @throws IllegalArgumentException if the text is no single JSON value; the message says where
   */
  static String compact(String json) {
    JsonText reader = new JsonText(json);
    reader.readAll();
    return reader.out.toString();
  }

  private void readAll() {
    readValue();
    while (!open.isEmpty()) {
      boolean isObject = open.charAt(open.length() - 1) == '{';
      char next = peek();
      if (next == (isObject ? '}' : ']')) {
        copy();
        open.setLength(open.length() - 1);
      } else if (next != ',') {
        throw invalid(isObject ? "after object key:value pair" : "after array element");
      } else {
        copy();
        if (isObject) {
          readKey();
        }
        readValue();
      }
    }
    skipBlanks();
    if (at < text.length()) {
      throw invalid("after top-level value");
    }
  }

  /** A value; of an array or object only as far as the first element that has elements itself. */
  private void readValue() {
    while (true) {
      char first = peek();
      if (first == '{' || first == '[') {
        copy();
        open.append(first);
        if (open.length() > DEEPEST) {
          throw Secrets.refusal("exceeded max depth; nest at most 10000 levels");
        }
        char next = peek();
        if (next == (first == '{' ? '}' : ']')) {
          copy();
          open.setLength(open.length() - 1);
          return;
        }
        if (first == '{') {
          readKey();
        }
      } else {
        readScalar(first);
        return;
      }
    }
  }

  private void readKey() {
    if (peek() != '"') {
      throw invalid("looking for beginning of object key string");
    }
    readString();
    if (peek() != ':') {
      throw invalid("after object key");
    }
    copy();
  }

  private void readScalar(char first) {
    switch (first) {
      case '"' -> readString();
      case 't' -> readWord("true");
      case 'f' -> readWord("false");
      case 'n' -> readWord("null");
      default -> {
        if (first != '-' && !isDigit(first)) {
          throw invalid("looking for beginning of value");
        }
        readNumber();
      }
    }
  }

  private void readWord(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (current() != word.charAt(i)) {
        throw invalid("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
      copy();
    }
  }

  private void readNumber() {
    if (current() == '-') {
      copy();
    }
    if (current() == '0') {
      copy();
    } else {
      readDigits("in numeric literal");
    }
    if (isAt(".")) {
      copy();
      readDigits("after decimal point in numeric literal");
    }
    if (isAt("eE")) {
      copy();
      if (isAt("+-")) {
        copy();
      }
      readDigits("in exponent of numeric literal");
    }
  }

  private void readDigits(String where) {
    if (!isDigit(current())) {
      throw invalid(where);
    }
    while (isAt("0123456789")) {
      copy();
    }
  }

  private void readString() {
    copy();
    while (current() != '"') {
      if (current() < ' ') {
        throw invalid("in string literal");
      }
      if (current() == '\\') {
        copy();
        readEscape();
      } else {
        copy();
      }
    }
    copy();
  }

  private void readEscape() {
    char kind = current();
    if ("bfnrt\\/\"u".indexOf(kind) < 0) {
      throw invalid("in string escape code");
    }
    copy();
    for (int i = 0; kind == 'u' && i < 4; i++) {
      if (Character.digit(current(), 16) < 0 || current() > 'f') {
        throw invalid("in \\u hexadecimal character escape");
      }
      copy();
    }
  }

  /** The next character after blanks. */
  private char peek() {
    skipBlanks();
    return current();
  }

  private void skipBlanks() {
    while (isAt(" \t\r\n")) {
      at++;
    }
  }

  private boolean isAt(String characters) {
    return at < text.length() && characters.indexOf(text.charAt(at)) >= 0;
  }

  private char current() {
    if (at == text.length()) {
      throw Secrets.refusal("unexpected end of JSON input; write the rest of the value");
    }
    return text.charAt(at);
  }

  private void copy() {
    out.append(current());
    at++;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private IllegalArgumentException invalid(String where) {
    String before = text.substring(0, at);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = at - before.lastIndexOf('\n');
    return Secrets.refusal(
        "invalid character "
            + quoted(current())
            + " "
            + where
            + "; correct line "
            + line
            + ", column "
            + column);
  }

  private static String quoted(char c) {
    return switch (c) {
      case '\'' -> "'\\''";
      case '\n' -> "'\\n'";
      case '\r' -> "'\\r'";
      case '\t' -> "'\\t'";
      default -> c < ' ' ? String.format("'\\x%02x'", (int) c) : "'" + c + "'";
    };
  }
}
