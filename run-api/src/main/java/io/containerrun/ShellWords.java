package io.containerrun;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Splits a line into words as a POSIX shell does, and quotes words so that a shell gives them back.
 *
 * <p>What is around a line where people copy it from is understood: a byte order mark, a prompt,
 * and lines that go on as in other shells. What no shell would take is refused with its cause.
 */
final class ShellWords {

  /** Texts that mean themselves in any POSIX shell. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  /** A continuation mark with blanks, or a comment, behind it. */
  private static final Pattern BLANKS_TO_END =
      Pattern.compile("[\\h\\u200b]+(?:#[^\\n]*)?\\r?(?:\\n|$)");

  private final String line;
  private final boolean isPrompted;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;
  private @Nullable String foreignMark;

  private ShellWords(String line) {
    this.line = line;
    int start = line.startsWith("\ufeff") ? 1 : 0;
    this.at = Prompt.end(line, start);
    this.isPrompted = at > start;
    split();
  }

  /** Reads a line. */
  static ShellWords of(String line) {
    return new ShellWords(line);
  }

  static List<String> split(String line) {
    return of(line).words();
  }

  List<String> words() {
    return words;
  }

  /** What continues lines in another shell, {@code ^} or a backtick, if the line has it. */
  @Nullable String foreignMark() {
    return foreignMark;
  }

  static String join(List<String> words) {
    return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
  }

  static String quote(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private void split() {
    while (at < line.length()) {
      char c = line.charAt(at++);
      switch (c) {
        case ' ', '\t', '\r' -> endWord();
        case '\n' -> endLine();
        case '\'' -> readSingleQuoted();
        case '"' -> readDoubleQuoted();
        case '\\' -> readEscaped();
        case '#' -> readHash();
        case '^', '`' -> readForeignMark(c);
        case '|', '&', ';', '<', '>', '(', ')' -> readOperator(c);
        default -> readPlain(c);
      }
    }
    endWord();
  }

  private void readPlain(char c) {
    boolean ansiQuote = c == '$' && (line.startsWith("'", at) || line.startsWith("\"", at));
    if (ansiQuote) {
      throw shell("$" + line.charAt(at), "quotes with $ in front have rules of their own", "");
    }
    if (c == '~' && !inWord) {
      throw shell("~", "it stands for a home folder", "write its path");
    }
    refuseExpansion(c);
    char before = inWord && !word.isEmpty() ? word.charAt(word.length() - 1) : ' ';
    String problem =
        CopiedCharacters.problem(c, before, at < line.length() ? line.charAt(at) : ' ');
    if (problem != null) {
      throw refused(
          CopiedCharacters.shown(c), at - 1, "is " + problem + ", or quote it with '...'");
    }
    word.append(c);
    inWord = true;
  }

  /** A comment ends with its line; behind a part of the command, the command ends as well. */
  private void readHash() {
    if (inWord) {
      word.append('#');
      return;
    }
    int start = at - 1;
    int end = line.indexOf('\n', at);
    at = end < 0 ? line.length() : end;
    if (!words.isEmpty()) {
      if (hasMore(at)) {
        throw refused(
            "the comment",
            start,
            "ends the command, but it goes on in the next line; take the comment out, or put it"
                + " above the command");
      }
      at = line.length();
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
    if (at == line.length() || isJoined()) {
      return;
    }
    refuseBlankBehind('\\');
    boolean isBlank = " \t".indexOf(line.charAt(at)) >= 0;
    if (isBlank && !inWord && at + 1 < line.length() && line.charAt(at + 1) > ' ') {
      throw refused(
          "the backslash",
          at - 1,
          "makes the blank behind it a part of the next word; delete it where lines were joined,"
              + " or quote the word with '...'");
    }
    word.append(line.charAt(at++));
    inWord = true;
  }

  /** {@code ^} of cmd and the backtick of PowerShell at the end of a line that goes on. */
  private void readForeignMark(char mark) {
    int start = at;
    if (isJoined()) {
      if (hasMore(at)) {
        foreignMark = String.valueOf(mark);
        return;
      }
      at = start;
    }
    refuseBlankBehind(mark);
    readPlain(mark);
  }

  /** Whether the line ends here and was joined with the next. */
  private boolean isJoined() {
    int end = line.startsWith("\r\n", at) ? at + 2 : line.startsWith("\n", at) ? at + 1 : -1;
    if (end < 0) {
      return false;
    }
    at = end;
    if (isPrompted && !inWord && line.startsWith(">", at)) {
      at++; // the prompt of a line that goes on
    }
    return true;
  }

  private void refuseBlankBehind(char mark) {
    if (BLANKS_TO_END.matcher(line).region(at, line.length()).lookingAt()) {
      int end = line.indexOf('\n', at);
      if (end >= 0 && hasMore(end)) {
        throw refused(
            "'" + mark + "'",
            at - 1,
            "does not continue the line, as it is not its last character; delete what stands"
                + " behind it");
      }
    }
  }

  private void readOperator(char c) {
    boolean isLast = c == ';' && !words.isEmpty() && !hasMore(at);
    if (isLast) {
      at = line.length();
      return;
    }
    String twice = line.startsWith(String.valueOf(c), at) ? String.valueOf(c) + c : "" + c;
    throw switch (c) {
      case '<', '>' ->
          shell(twice, "it redirects input or output", "drop it and pass the streams in Java");
      case '(', ')' -> shell(twice, "it groups commands", "write the docker line alone");
      case '|' -> shell(twice, "another command follows", "read the docker line alone");
      default ->
          shell(
              twice,
              "it ends the command",
              !hasMore(at) ? "drop it, and use --detach" : "read the docker line alone");
    };
  }

  private void refuseExpansion(char c) {
    if (c == '`') {
      throw shell("`", "the output of a command takes its place", "write that output");
    }
    if (c != '$' || at == line.length()) {
      return;
    }
    char next = line.charAt(at);
    if (next == '(') {
      throw shell("$(", "the output of a command takes its place", "write that output");
    }
    if (Character.isLetterOrDigit(next) || "_{@*#?$!-".indexOf(next) >= 0) {
      throw shell("$" + next, "the value of a variable takes its place", "write that value");
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
    if (hasMore(at)) {
      throw new CommandLineException(
          "the command ends at the end of a line, at character "
              + at
              + ", but more follows; end it with a backslash to continue in the next, or read each"
              + " command alone",
          "",
          words.size());
    }
    at = line.length();
  }

  /** Whether there is more than blanks and comments. */
  private boolean hasMore(int from) {
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '#') {
        i = line.indexOf('\n', i);
        if (i < 0) {
          return false;
        }
      } else if (!Character.isWhitespace(c)) {
        return true;
      }
    }
    return false;
  }

  /** What only a shell can do, at the last character that was read. */
  private CommandLineException shell(String what, String why, String fix) {
    return refused(
        "'" + what + "'",
        at - 1,
        "is for a shell to work out: "
            + why
            + "; "
            + (fix.isEmpty() ? "" : fix + ", or ")
            + "quote it with '...'");
  }

  private CommandLineException refused(String what, int index, String why) {
    return new CommandLineException(
        what + " at character " + (index + 1) + " " + why, what, words.size() + 1);
  }

  private CommandLineException unterminated(char quote, int index) {
    return new CommandLineException(
        "the quote " + quote + " at character " + (index + 1) + " is never closed; close it",
        String.valueOf(quote),
        words.size() + 1);
  }
}
