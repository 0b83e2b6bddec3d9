package io.containerrun;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Characters that word processors, web pages and chats put in place of those that were typed. A
 * shell takes them for letters.
 */
final class CopiedCharacters {

  private CopiedCharacters() {}

  /**
   * What is wrong with a character outside of quotes and what to do, or null if nothing is.
   *
   * @param before the character before it, a blank at the beginning of a word
   * @param after the character behind it, a blank at the end of the text
   */
  static @Nullable String problem(char c, char before, char after) {
    return switch (c) {
      case '\u201c', '\u201d', '\u201e', '\u201f' -> "a curly quote; write \" in its place";
      case '\u2018', '\u201a', '\u201b' -> "a curly quote; write ' in its place";
      case '\u2019' ->
          Character.isLetter(before) && Character.isLetter(after)
              ? null // an apostrophe
              : "a curly quote; write ' in its place";
      case '\u200c', '\u200d' -> null; // they join letters and symbols
      default -> problemOfBlank(c);
    };
  }

  private static @Nullable String problemOfBlank(char c) {
    if (c > ' ' && (Character.isSpaceChar(c) || c == '\u0085')) {
      return "a blank that does not part words, such as a no-break space; write a plain one";
    }
    return Character.getType(c) == Character.FORMAT ? "a character without width; delete it" : null;
  }

  /** A character in a message; by its number where it does not show. */
  static String shown(char c) {
    boolean isVisible = !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT;
    return isVisible ? "'" + c + "'" : String.format(Locale.ROOT, "U+%04X", (int) c);
  }

  /** Whether a character is a dash or a minus sign that is no hyphen. */
  static boolean isDash(char c) {
    return c != '-' && (Character.getType(c) == Character.DASH_PUNCTUATION || c == '\u2212');
  }

  /** What a word with other dashes in front, and maybe hyphens, was before it was copied. */
  static String withHyphens(String word) {
    int name = 0;
    while (name < word.length() && (word.charAt(name) == '-' || isDash(word.charAt(name)))) {
      name++;
    }
    String rest = word.substring(name);
    int equals = rest.indexOf('=');
    String flag = equals < 0 ? rest : rest.substring(0, equals);
    return (Catalogue.byName(flag) == null ? "-" : "--") + rest;
  }
}
