package io.containerrun;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Splits a line into words as a POSIX shell does, and quotes words so that a shell gives them back.
 */
final class ShellWords {

  /** Texts that mean themselves in any POSIX shell. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private final String line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private ShellWords(String line) {
    this.line = line;
  }

  static List<String> split(String line) {
    return new ShellWords(line).split();
  }

  static String join(List<String> words) {
    return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
  }

  static String quote(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private List<String> split() {
    while (at < line.length()) {
      char c = line.charAt(at++);
      switch (c) {
        case ' ', '\t', '\r' -> endWord();
        case '\n' -> endLine();
        case '\'' -> readSingleQuoted();
        case '"' -> readDoubleQuoted();
        case '\\' -> readEscaped();
        case '#' -> readHash();
        case '|', '&', ';', '<', '>', '(', ')' -> throw refused("'" + c + "'", at - 1);
        default -> readPlain(c);
      }
    }
    endWord();
    return words;
  }

  private void readPlain(char c) {
    boolean ansiQuote = c == '$' && (line.startsWith("'", at) || line.startsWith("\"", at));
    if (ansiQuote || (c == '~' && !inWord)) {
      throw refused("'" + c + "'", at - 1);
    }
    refuseExpansion(c);
    word.append(c);
    inWord = true;
  }

  private void readHash() {
    if (inWord) {
      word.append('#');
    } else {
      int end = line.indexOf('\n', at);
      at = end < 0 ? line.length() : end;
    }
  }

  private void readSingleQuoted() {
    int end = line.indexOf('\'', at);
    if (end < 0) {
      throw unterminated('\'', at - 1);
    }
    word.append(line, at, end);
    inWord = true;
    at = end + 1;
  }

  private void readDoubleQuoted() {
    int start = at - 1;
    inWord = true;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c == '"') {
        return;
      }
      if (c == '\\' && at < line.length() && "$`\"\\\n".indexOf(line.charAt(at)) >= 0) {
        char escaped = line.charAt(at++);
        word.append(escaped == '\n' ? "" : escaped);
      } else {
        refuseExpansion(c);
        word.append(c);
      }
    }
    throw unterminated('"', start);
  }

  /**
   * A backslash before the end of the line joins it with the next; elsewhere it takes off magic.
   */
  private void readEscaped() {
    if (at == line.length()) {
      return;
    }
    char escaped = line.charAt(at++);
    if (escaped == '\r' && line.startsWith("\n", at)) {
      at++;
    } else if (escaped != '\n') {
      word.append(escaped);
      inWord = true;
    }
  }

  private void refuseExpansion(char c) {
    if (c == '`') {
      throw refused("'`'", at - 1);
    }
    boolean expands =
        c == '$'
            && at < line.length()
            && (Character.isLetterOrDigit(line.charAt(at))
                || "_{(@*#?$!-".indexOf(line.charAt(at)) >= 0);
    if (expands) {
      throw refused("'$" + line.charAt(at) + "'", at - 1);
    }
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private void endLine() {
    endWord();
    if (words.isEmpty()) {
      return;
    }
    if (line.substring(at).lines().anyMatch(it -> !it.isBlank() && !isComment(it))) {
      throw new CommandLineException(
          "the command ends at the end of a line; end it with a backslash to continue in the next",
          "",
          words.size());
    }
    at = line.length();
  }

  private static boolean isComment(String text) {
    return text.strip().startsWith("#");
  }

  private CommandLineException refused(String what, int index) {
    return new CommandLineException(
        what
            + " at character "
            + (index + 1)
            + " is for a shell to work out; put in what it stands for, or quote it with '...'",
        what,
        words.size() + 1);
  }

  private CommandLineException unterminated(char quote, int index) {
    return new CommandLineException(
        "the quote " + quote + " at character " + (index + 1) + " is never closed; close it",
        String.valueOf(quote),
        words.size() + 1);
  }
}
