package io.containerrun.engine.internal.files;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * The rules of a {@code .dockerignore}. The last rule that matches a path, or a folder above it,
 * decides; one that starts with an exclamation mark includes the path again.
 */
final class IgnoreFile {

  /** The name of the file. */
  static final String NAME = ".dockerignore";

  private final IgnoreRules rules = new IgnoreRules();

  private IgnoreFile() {}

  /**
   * Reads the file.
   *
   * @param needed paths that the engine needs and that are always included
   * @throws IllegalArgumentException if a line is not a pattern
   */
  static IgnoreFile parse(String text, String... needed) {
    IgnoreFile file = new IgnoreFile();
    String unmarked = text.startsWith("\ufeff") ? text.substring(1) : text;
    unmarked
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(String::strip)
        .filter(pattern -> !pattern.isEmpty())
        .forEach(file::add);
    for (String path : needed) {
      file.rules.addPath(path, true);
    }
    return file;
  }

  private void add(String line) {
    boolean includes = line.startsWith("!");
    String pattern = cleaned(includes ? line.substring(1).strip() : line);
    if (pattern.isEmpty()) {
      throw wrong(line);
    }
    try {
      rules.add(pattern, includes);
    } catch (PatternSyntaxException notOne) {
      throw wrong(line);
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
    return rules.ignore(path);
  }

  /** Whether a rule may include something below an excluded folder. */
  boolean mayIncludeBelow(String folder) {
    return rules.mayIncludeBelow(folder);
  }
}
