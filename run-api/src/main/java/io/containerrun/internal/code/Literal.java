package io.containerrun.internal.code;

import java.util.Collection;
import java.util.stream.Collectors;

/** Literals of Java. */
public final class Literal {

  private Literal() {}

  /** The text in quotes. */
  public static String of(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().forEach(c -> quoted.append(escaped((char) c)));
    return quoted.append('"').toString();
  }

  /** The texts in quotes, with commas between them. */
  public static String of(Collection<String> texts) {
    return texts.stream().map(Literal::of).collect(Collectors.joining(", "));
  }

  /** The number, with the suffix of {@code long} where an {@code int} does not hold it. */
  public static String of(long number) {
    return number == (int) number ? String.valueOf(number) : number + "L";
  }

  private static String escaped(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> c < ' ' || c == 0x7f ? String.format("\\u%04x", (int) c) : String.valueOf(c);
    };
  }
}
