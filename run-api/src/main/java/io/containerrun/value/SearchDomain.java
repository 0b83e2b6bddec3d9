package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A domain in which the container looks up short host names.
 *
 * <pre>{@code
 * SearchDomain.parse("example.com")
 * SearchDomain.none()                  // "." : no search domains at all
 * }</pre>
 *
 * @param text labels of letters, digits and inner hyphens with dots between them, with at least one
 *     letter and fewer than 255 characters; or {@code .}
 */
public record SearchDomain(String text) {

  private static final int LONGEST = 254;

  /** A label; the reference client also lets a colon stand before it. */
  private static final String LABEL = ":?[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";

  private static final Pattern TEXT =
      Pattern.compile("(:?" + LABEL + "(?::?\\." + LABEL + ")*+)\\.?[\\t\\n\\f\\r ]*");

  /** Refuses what is no domain; blanks around it and a dot at its end are dropped. */
  public SearchDomain {
    text = canonical(text);
  }

  /** No search domains, also not those of the engine's host. */
  public static SearchDomain none() {
    return new SearchDomain(".");
  }

  /**
   * Reads a domain.
   *
   * @throws IllegalArgumentException if the text is no domain
   */
  public static SearchDomain parse(String text) {
    return new SearchDomain(text);
  }

  private static String canonical(String text) {
    String domain = withoutBlanks(text);
    if (domain.equals(".")) {
      return domain;
    }
    Matcher parts = TEXT.matcher(domain);
    boolean hasLetter = domain.chars().anyMatch(c -> (c | 32) >= 'a' && (c | 32) <= 'z');
    if (!hasLetter || domain.length() > 2 * LONGEST || !parts.matches()) {
      throw wrong(domain);
    }
    String name = parts.group(1);
    if (name.length() > LONGEST) {
      throw wrong(domain);
    }
    return name;
  }

  private static String withoutBlanks(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == ' ') {
      from++;
    }
    while (to > from && text.charAt(to - 1) == ' ') {
      to--;
    }
    return text.substring(from, to);
  }

  private static IllegalArgumentException wrong(String domain) {
    return Secrets.refusal(
        domain + " is not a valid domain; write a domain such as example.com, or . for none");
  }

  /** The domain without a dot at its end. */
  @Override
  public String toString() {
    return text;
  }
}
