package io.containerrun.internal.text;

/**
 * Reads conditions as docker's switches do.
 *
 * <pre>{@code
 * Booleans.parse("true")      // true, as are 1, t, T, TRUE and True
 * Booleans.parse("0")         // false, as are f, F, FALSE, false and False
 * }</pre>
 */
public final class Booleans {

  private Booleans() {}

  /**
   * Reads one of the words of Go's {@code strconv.ParseBool}.
   *
   * @throws IllegalArgumentException if the text is another word
   */
  public static boolean parse(String text) {
    return switch (text) {
      case "1", "t", "T", "TRUE", "true", "True" -> true;
      case "0", "f", "F", "FALSE", "false", "False" -> false;
      default ->
          throw Secrets.refusal(
              "strconv.ParseBool: parsing \"" + text + "\": invalid syntax; write true or false");
    };
  }
}
