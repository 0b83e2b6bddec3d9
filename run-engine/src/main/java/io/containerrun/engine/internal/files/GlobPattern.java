package io.containerrun.engine.internal.files;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A pattern of an ignore file: {@code *} and {@code ?} match within a name, {@code **} matches any
 * number of folders, brackets match one of several characters, and a backslash escapes.
 *
 * <p>All ways to match are followed at once, so that no pattern takes longer than its length times
 * that of the path.
 */
final class GlobPattern {

  /** A part of a pattern. */
  private sealed interface Part {}

  private record Literal(int character) implements Part {}

  private record Choice(Pattern characters) implements Part {}

  private enum Wildcard implements Part {
    /** One character within a name. */
    CHARACTER,
    /** Any characters within a name. */
    WITHIN_NAME,
    /** Any number of complete folders. */
    FOLDERS,
    /** Everything. */
    ALL
  }

  private final List<Part> parts = new ArrayList<>();

  /** The longest text that each matching path contains. */
  private String required = "";

  private GlobPattern() {}

  /**
   * Reads a pattern.
   *
   * @throws java.util.regex.PatternSyntaxException if brackets do not match, or contain nothing
   */
  static GlobPattern parse(String glob) {
    GlobPattern pattern = new GlobPattern();
    int[] text = glob.codePoints().toArray();
    int at = 0;
    while (at < text.length) {
      at = pattern.read(text, at);
    }
    pattern.require();
    return pattern;
  }

  private void require() {
    StringBuilder run = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Literal literal) {
        run.appendCodePoint(literal.character);
      } else {
        run.setLength(0);
      }
      if (run.length() > required.length()) {
        required = run.toString();
      }
    }
  }

  private int read(int[] text, int at) {
    switch (text[at]) {
      case '*' -> {
        return star(text, at);
      }
      case '?' -> parts.add(Wildcard.CHARACTER);
      case '[' -> {
        return choice(text, at + 1);
      }
      case '\\' -> {
        boolean last = at + 1 == text.length;
        parts.add(new Literal(last ? '\\' : text[at + 1]));
        return at + 2;
      }
      default -> parts.add(new Literal(text[at]));
    }
    return at + 1;
  }

  private int star(int[] text, int at) {
    if (!has(text, at + 1, '*')) {
      add(Wildcard.WITHIN_NAME);
      return at + 1;
    }
    int end = has(text, at + 2, '/') ? at + 3 : at + 2;
    add(end == text.length ? Wildcard.ALL : Wildcard.FOLDERS);
    return end;
  }

  /** Adds a wildcard, which matches no more if it is repeated. */
  private void add(Wildcard wildcard) {
    if (parts.isEmpty() || parts.get(parts.size() - 1) != wildcard) {
      parts.add(wildcard);
    }
  }

  /** Reads up to the closing bracket; without one the regular expression is invalid as well. */
  private int choice(int[] text, int start) {
    StringBuilder regex = new StringBuilder("[");
    int at = start;
    if (has(text, at, '^')) {
      regex.append('^');
      at++;
    }
    while (at < text.length && text[at] != ']') {
      if (text[at] == '\\' && at + 1 < text.length) {
        literal(regex, text[++at]);
      } else if (text[at] == '-') {
        regex.append('-');
      } else {
        literal(regex, text[at]);
      }
      at++;
    }
    regex.append(at < text.length ? "]" : "");
    parts.add(new Choice(Pattern.compile(regex.toString(), Pattern.DOTALL)));
    return at + 1;
  }

  private static void literal(StringBuilder regex, int character) {
    boolean plain = Character.isLetterOrDigit(character) || character > 0x7f || character == '/';
    regex.append(plain ? "" : "\\").appendCodePoint(character);
  }

  private static boolean has(int[] text, int at, char expected) {
    return at < text.length && text[at] == expected;
  }

  /** Whether it matches a path, or a folder above it. */
  boolean matches(String path) {
    if (!path.contains(required)) {
      return false;
    }
    Progress progress = new Progress();
    int[] text = path.codePoints().toArray();
    for (int i = 0; i < text.length && progress.isAlive(); i++) {
      if (i > 0 && text[i] == '/' && progress.isComplete()) {
        return true;
      }
      progress.advance(text[i]);
    }
    return progress.isComplete();
  }

  /** The parts that may come next, for each way in which the path so far matches. */
  private final class Progress {

    private boolean[] next = new boolean[parts.size() + 1];

    /** Whether a part that stands for folders has begun and waits for its slash. */
    private boolean[] begun = new boolean[parts.size() + 1];

    /** No part before this one, and none from the other on, may come next. */
    private int lowest;

    private int end;

    Progress() {
      reach(next, 0);
    }

    boolean isAlive() {
      return lowest < end;
    }

    boolean isComplete() {
      return next[parts.size()];
    }

    void advance(int character) {
      boolean[] before = next;
      boolean[] open = begun;
      int from = lowest;
      int to = end;
      next = new boolean[parts.size() + 1];
      begun = new boolean[parts.size() + 1];
      lowest = parts.size();
      end = 0;
      for (int i = from; i < to && i < parts.size(); i++) {
        if (before[i] || open[i]) {
          take(i, character);
        }
      }
    }

    private void take(int i, int character) {
      Part part = parts.get(i);
      if (part == Wildcard.FOLDERS) {
        begun[i] = true;
        mark(i);
        if (character == '/') {
          reach(next, i + 1);
        }
      } else if (part instanceof Wildcard wildcard) {
        boolean matches = wildcard == Wildcard.ALL || character != '/';
        if (matches) {
          reach(next, wildcard == Wildcard.CHARACTER ? i + 1 : i);
        }
      } else if (isOne(part, character)) {
        reach(next, i + 1);
      }
    }

    private static boolean isOne(Part part, int character) {
      return part instanceof Literal literal
          ? literal.character == character
          : part instanceof Choice choice
              && choice.characters.matcher(Character.toString(character)).matches();
    }

    /** Marks a part, and those after it that match nothing as well. */
    private void reach(boolean[] states, int first) {
      int i = first;
      while (!states[i]) {
        states[i] = true;
        mark(i);
        if (i == parts.size() || !mayBeEmpty(parts.get(i))) {
          return;
        }
        i++;
      }
    }

    private void mark(int i) {
      lowest = Math.min(lowest, i);
      end = Math.max(end, i + 1);
    }

    private static boolean mayBeEmpty(Part part) {
      return part instanceof Wildcard wildcard && wildcard != Wildcard.CHARACTER;
    }
  }
}
