package io.containerrun.engine.internal.files;

/**
 * Translates patterns of ignore files to regular expressions: {@code *} and {@code ?} match within
 * a name, {@code **} matches any number of folders, brackets match one of several characters, and a
 * backslash escapes.
 */
final class GlobPattern {

  private final String glob;
  private final StringBuilder regex = new StringBuilder();
  private int at;

  private GlobPattern(String glob) {
    this.glob = glob;
  }

  static String regex(String glob) {
    return new GlobPattern(glob).translated();
  }

  private String translated() {
    while (at < glob.length()) {
      char next = glob.charAt(at++);
      switch (next) {
        case '*' -> star();
        case '?' -> regex.append("[^/]");
        case '[' -> choice();
        case '\\' -> literal(at < glob.length() ? glob.charAt(at++) : '\\');
        default -> literal(next);
      }
    }
    return regex.toString();
  }

  private void star() {
    if (!sees('*')) {
      regex.append("[^/]*");
      return;
    }
    at++;
    if (sees('/')) {
      at++;
    }
    // Matches everything at the end, otherwise any number of complete folders.
    regex.append(at == glob.length() ? ".*" : "(.*/)?");
  }

  /**
   * Translates up to the closing bracket; without one the regular expression is invalid as well.
   */
  private void choice() {
    regex.append('[');
    if (sees('^')) {
      regex.append(glob.charAt(at++));
    }
    while (at < glob.length() && !sees(']')) {
      char next = glob.charAt(at++);
      if (next == '-') {
        regex.append('-');
      } else {
        literal(next == '\\' && at < glob.length() ? glob.charAt(at++) : next);
      }
    }
    if (at < glob.length()) {
      at++;
      regex.append(']');
    }
  }

  private boolean sees(char expected) {
    return at < glob.length() && glob.charAt(at) == expected;
  }

  private void literal(char character) {
    boolean plain = Character.isLetterOrDigit(character) || character > 0x7f || character == '/';
    regex.append(plain ? "" : "\\").append(character);
  }
}
