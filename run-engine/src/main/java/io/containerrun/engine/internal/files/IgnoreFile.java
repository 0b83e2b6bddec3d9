package io.containerrun.engine.internal.files;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The rules of a {@code .dockerignore}. The last rule that matches a path, or a folder above it,
 * decides; one that starts with an exclamation mark includes the path again.
 */
final class IgnoreFile {

  /** The name of the file. */
  static final String NAME = ".dockerignore";

  /** A pattern, and its literal prefix. */
  private record Rule(Pattern pattern, String literal, boolean literally, boolean includes) {

    static Rule of(String glob, boolean includes) {
      int special = 0;
      while (special < glob.length() && "*?[\\".indexOf(glob.charAt(special)) < 0) {
        special++;
      }
      Pattern pattern = Pattern.compile(GlobPattern.regex(glob), Pattern.DOTALL);
      return new Rule(pattern, glob.substring(0, special), special == glob.length(), includes);
    }

    boolean includesBelow(String folder) {
      String below = folder + "/";
      return includes && (literal.startsWith(below) || (!literally && below.startsWith(literal)));
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
   * @param needed paths that the engine needs and that are always included
   * @throws IllegalArgumentException if a line is not a pattern
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
    boolean includes = text.startsWith("!");
    String pattern = cleaned(includes ? text.substring(1).strip() : text);
    if (pattern.isEmpty()) {
      throw wrong(text);
    }
    try {
      return Rule.of(pattern, includes);
    } catch (PatternSyntaxException notOne) {
      throw wrong(text);
    }
  }

  private static IllegalArgumentException wrong(String line) {
    return new IllegalArgumentException(
        NAME
            + ": '"
            + line
            + "' is not a pattern; use a path such as target/** or !target/app.jar");
  }

  /**
   * The path relative to the root of the context, without empty parts and dots, as Go cleans a
   * path.
   */
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

  /** Whether a path relative to the root of the context, with slashes, is excluded. */
  boolean ignores(String path) {
    boolean ignored = false;
    for (Rule rule : rules) {
      if (rule.includes == ignored && rule.matches(path)) {
        ignored = !rule.includes;
      }
    }
    return ignored;
  }

  /** Whether a rule may include something below an excluded folder. */
  boolean mayIncludeBelow(String folder) {
    return rules.stream().anyMatch(rule -> rule.includesBelow(folder));
  }
}
