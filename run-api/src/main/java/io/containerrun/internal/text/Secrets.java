package io.containerrun.internal.text;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What is a secret, and how texts look without it. This is the one rule for messages, violations
 * and {@code toString}: the value of a name that speaks of a secret, and who logs in by a URL.
 *
 * <pre>{@code
 * Secrets.masked("splunk-token=1234")                  // splunk-token=***
 * Secrets.masked("http://me:pass@proxy.example.com")   // http://***@proxy.example.com
 * }</pre>
 */
public final class Secrets {

  private static final String MASK = "***";

  /** Parts of names; an author is no secret, and neither is where a credential spec is. */
  private static final Pattern NAME =
      Pattern.compile(
          "passw|passphrase|pwd|(?:^|[_.-])pass(?:$|[_.-])|secret|token|(?:api|access)[_.-]?key"
              + "|credential(?!spec)|private|auth(?!or(?!i[sz]))",
          Pattern.CASE_INSENSITIVE);

  /** What does not belong to a name or to the value behind it. */
  private static final String ENDS = ",;&\"'`\n";

  /** Replacing fewer characters would spoil a message more than it hides. */
  private static final int SHORT = 3;

  private static final int MOST_PARTS = 20;

  private Secrets() {}

  /** Whether the value of this name is a secret. */
  public static boolean isSecret(String name) {
    return NAME.matcher(name).find();
  }

  /** The value of a name as it may be shown. */
  public static String masked(String name, String value) {
    return isSecret(name) && !value.isEmpty() ? MASK : masked(value);
  }

  /** A text, such as an entry {@code name=value} or a list of them, as it may be shown. */
  public static String masked(String text) {
    int equals = text.indexOf('=');
    if (equals > 0
        && indexOfAny(text, " ?" + ENDS, 0) > equals
        && isSecret(text.substring(0, equals))) {
      return text.substring(0, equals + 1) + (equals + 1 < text.length() ? MASK : "");
    }
    return withoutLogins(withoutValues(text));
  }

  /** A word as it may be shown that could be an entry of secrets: without what follows the sign. */
  public static String withoutValue(String word) {
    int value = word.indexOf('=') + 1;
    return value == 0 || value == word.length() ? masked(word) : word.substring(0, value) + MASK;
  }

  /** The exception for a text that is refused, with a message that may be shown. */
  public static IllegalArgumentException refusal(String message) {
    return new IllegalArgumentException(masked(message));
  }

  /** The same for a text that is refused for the reason that the cause has. */
  public static IllegalArgumentException refusal(String message, Throwable cause) {
    return new IllegalArgumentException(masked(message), Objects.requireNonNull(cause, "cause"));
  }

  /** The message of a text that was refused as it may be shown, also where it has a part of it. */
  public static String maskedReason(String message, String text) {
    String shown = masked(text);
    if (shown.equals(text)) {
      return masked(message);
    }
    int from = 0;
    while (text.charAt(from) == shown.charAt(from)) {
      from++;
    }
    int end = text.length();
    for (int at = shown.length();
        end > from && text.charAt(end - 1) == shown.charAt(at - 1);
        at--) {
      end--;
    }
    String hidden = message.replace(text.substring(from, end), MASK);
    // A grammar that splits the text may complain about a part, in its own case.
    for (String part : text.substring(from, end).split("[^\\w.-]+", MOST_PARTS)) {
      if (part.length() >= SHORT) {
        hidden = hidden.replaceAll("(?i)" + Pattern.quote(part), MASK);
      }
    }
    return masked(hidden);
  }

  private static String withoutValues(String text) {
    StringBuilder shown = new StringBuilder();
    int from = 0;
    int start = 0;
    for (int equals = text.indexOf('='); equals >= 0; equals = text.indexOf('=', equals + 1)) {
      start = startOfName(text, start, equals);
      int value = equals + 1;
      if (!text.startsWith(MASK, value) && isSecret(text.substring(start, equals))) {
        int end = endOfValue(text, value);
        shown.append(text, from, value).append(end > value ? MASK : "");
        from = end;
        equals = end - 1;
      }
      start = equals + 1;
    }
    return shown.append(text, from, text.length()).toString();
  }

  /** A comma may belong to the value, unless an entry follows, and so may a quote within a word. */
  private static int endOfValue(String text, int value) {
    int end = indexOfAny(text, ENDS, value);
    while (end < text.length() && isWithinValue(text, end)) {
      end = indexOfAny(text, ENDS, end + 1);
    }
    return end;
  }

  private static boolean isWithinValue(String text, int at) {
    return switch (text.charAt(at)) {
      case ',' -> !text.startsWith("=", indexOfAny(text, "= /:" + ENDS, at + 1));
      case '\'', '"' -> at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
      default -> false;
    };
  }

  private static int startOfName(String text, int from, int end) {
    int start = end;
    while (start > from && (" " + ENDS + "/?()[]{}:").indexOf(text.charAt(start - 1)) < 0) {
      start--;
    }
    return start;
  }

  private static String withoutLogins(String text) {
    StringBuilder shown = new StringBuilder();
    int from = 0;
    int end = 0;
    int host = 0;
    for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", from)) {
      int start = at + 3;
      if (start >= end) {
        end = indexOfAny(text, " \"'`\n", start);
        host = text.substring(start, end).lastIndexOf('@') + 1 + start;
      }
      shown.append(text, from, start);
      from = start;
      if (host > start && isLogin(text, start, host - 1)) {
        shown.append(MASK).append('@');
        from = host;
      }
    }
    return shown.append(text, from, text.length()).toString();
  }

  /** Whether this is more than a host with a path in which the sign stands. */
  private static boolean isLogin(String text, int start, int end) {
    int slash = text.indexOf('/', start);
    if (slash < 0 || slash >= end) {
      return true;
    }
    int colon = text.substring(start, slash).indexOf(':') + start;
    return colon >= start && !text.substring(colon + 1, slash).matches("[0-9]*");
  }

  private static int indexOfAny(String text, String characters, int from) {
    int at = from;
    while (at < text.length() && characters.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
