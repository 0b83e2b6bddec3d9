package io.containerrun.engine.internal.files;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a {@code .dockerignore} leaves out. The last rule that matches a path, or a folder above it,
 * decides; one that begins with an exclamation mark takes it in again.
 */
final class IgnoreFile {

  /** The name of the file. */
  static final String NAME = ".dockerignore";

  /** A pattern, and what stands in it before the first character with a meaning. */
  private record Rule(Pattern pattern, String literal, boolean literally, boolean takesIn) {

    static Rule of(String glob, boolean takesIn) {
      int special = 0;
      while (special < glob.length() && "*?[\\".indexOf(glob.charAt(special)) < 0) {
        special++;
      }
      Pattern pattern = Pattern.compile(GlobPattern.regex(glob), Pattern.DOTALL);
      return new Rule(pattern, glob.substring(0, special), special == glob.length(), takesIn);
    }

    boolean takesInBelow(String folder) {
      String below = folder + "/";
      return takesIn && (literal.startsWith(below) || (!literally && below.startsWith(literal)));
    }

    boolean matches(String path) {
      int end = path.length();
      while (end > 0) {
        if (pattern.matcher(path.substring(0, end)).matches()) {
          return true;
        }
        end = path.lastIndexOf('/', end - 1);
      }
      return false;
    }
  }

  private final List<Rule> rules;

  private IgnoreFile(List<Rule> rules) {
    this.rules = rules;
  }

  /**
   * Reads the file.
   *
   * @param needed paths that the engine needs whatever the file says
   * @throws IllegalArgumentException if a line is no pattern
   */
  static IgnoreFile parse(String text, String... needed) {
    List<Rule> rules = new ArrayList<>();
    String unmarked = text.startsWith("\ufeff") ? text.substring(1) : text;
    for (String line : unmarked.lines().toList()) {
      String pattern = line.strip();
      if (!line.startsWith("#") && !pattern.isEmpty()) {
        rules.add(rule(pattern));
      }
    }
    for (String path : needed) {
      rules.add(new Rule(Pattern.compile(Pattern.quote(path)), path, true, true));
    }
    return new IgnoreFile(rules);
  }

  private static Rule rule(String text) {
    boolean takesIn = text.startsWith("!");
    String pattern = cleaned(takesIn ? text.substring(1).strip() : text);
    if (pattern.isEmpty()) {
      throw wrong(text);
    }
    try {
      return Rule.of(pattern, takesIn);
    } catch (PatternSyntaxException notOne) {
      throw wrong(text);
    }
  }

  private static IllegalArgumentException wrong(String line) {
    return new IllegalArgumentException(
        NAME + ": '" + line + "' is no pattern; write a path such as target/** or !target/app.jar");
  }

  /** Without empty parts and dots, and from the root of the context, as Go cleans a path. */
  private static String cleaned(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      boolean up =
          part.equals("..") && !parts.isEmpty() && !parts.get(parts.size() - 1).equals("..");
      if (up) {
        parts.remove(parts.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts.isEmpty() && !path.isEmpty() ? "." : String.join("/", parts);
  }

  /** Whether a path, with slashes and from the context's root, is left out. */
  boolean ignores(String path) {
    boolean ignored = false;
    for (Rule rule : rules) {
      if (rule.takesIn == ignored && rule.matches(path)) {
        ignored = !rule.takesIn;
      }
    }
    return ignored;
  }

  /** Whether something may be taken in again below a folder that is left out. */
  boolean mayTakeInBelow(String folder) {
    return rules.stream().anyMatch(rule -> rule.takesInBelow(folder));
  }
}
