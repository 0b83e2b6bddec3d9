package io.containerrun;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The prompt of a shell that was copied with a line: {@code $}, {@code user@host:~#}. */
final class Prompt {

  /** The name of a virtual environment may stand before it, and a command must follow. */
  private static final Pattern PROMPT =
      Pattern.compile(
          "\\s*+(?:\\([\\w.+-]{1,40}\\)[ \\t]*)?"
              + "(?:(?:PS )?[A-Za-z]:[\\\\/][^>\\n]{0,200}>[ \\t]*"
              + "|[\u279c\u276f][^\\n'\"]{0,100}?[ \\t]+" // of oh-my-zsh, with a folder behind it
              + "|!" // of a notebook
              + "|(?:PS )?(?:"
              + "\\[?[\\w.+-]{1,60}@[\\w.-]{1,100}[^$#%>'\"\\n]{0,200}" // user@host
              + "|[~/][^\\s$#%>'\"]{0,200}" // a folder
              + "|\\w{1,8}-[\\d.]{1,9})?" // sh-5.1
              + "[ \\t]?(?<mark>[$#%>\u00bb\u03bb])[ \\t]+)"
              + "(?=\\w+=|(?:"
              + LineFront.NAMES
              + ")\\s)");

  private Prompt() {}

  /** Where a line begins behind its prompt; the start itself if there is none. */
  static int end(String line, int start) {
    Matcher prompt = PROMPT.matcher(line).region(start, line.length());
    if (!prompt.lookingAt()) {
      return start;
    }
    boolean isHash = line.substring(start, prompt.end()).strip().equals("#");
    return isHash && !isPromptOfRoot(line, prompt.end()) ? start : prompt.end();
  }

  /** A line in a script that begins with the sign is a comment, and another one follows. */
  private static boolean isPromptOfRoot(String line, int from) {
    int end = line.indexOf('\n', from);
    String first = end < 0 ? line.substring(from) : line.substring(from, end);
    return first.stripTrailing().endsWith("\\") || end < 0 || line.substring(end).isBlank();
  }
}
