package io.containerrun.engine.internal.files;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules of an ignore file in their order. Most of many rules are paths or names without
 * wildcards, which are looked up and not compared one by one.
 */
final class IgnoreRules {

  private static final String ANYWHERE = "**/";

  private record Rule(GlobPattern pattern, int number) {}

  /** Numbers of rules; odd ones include. */
  private final Map<String, Integer> paths = new HashMap<>();

  /** Names that a rule excludes or includes in every folder. */
  private final Map<String, Integer> names = new HashMap<>();

  /** The last comes first. */
  private final Deque<Rule> patterns = new ArrayDeque<>();

  private final TreeSet<String> included = new TreeSet<>();

  /** What patterns that include begin with, up to the first wildcard. */
  private final Set<String> includedBeginnings = new HashSet<>();

  private int count;
  private int longest;

  /**
   * Adds a rule.
   *
   * @throws java.util.regex.PatternSyntaxException if it is not a pattern
   */
  void add(String glob, boolean includes) {
    int literal = literalLength(glob);
    if (literal == glob.length()) {
      addPath(glob, includes);
      return;
    }
    if (includes) {
      included.add(glob.substring(0, literal));
      includedBeginnings.add(glob.substring(0, literal));
    }
    String name = glob.startsWith(ANYWHERE) ? glob.substring(ANYWHERE.length()) : "";
    if (!name.isEmpty() && name.indexOf('/') < 0 && literalLength(name) == name.length()) {
      names.put(name, next(includes));
    } else {
      patterns.push(new Rule(GlobPattern.parse(glob), next(includes)));
    }
  }

  /** Adds a rule for one path, whatever characters it has. */
  void addPath(String path, boolean includes) {
    paths.put(path, next(includes));
    longest = Math.max(longest, path.length());
    if (includes) {
      included.add(path);
    }
  }

  private int next(boolean includes) {
    count += 2;
    return includes ? count + 1 : count;
  }

  private static int literalLength(String glob) {
    int length = 0;
    while (length < glob.length() && "*?[\\".indexOf(glob.charAt(length)) < 0) {
      length++;
    }
    return length;
  }

  /** Whether the last rule that matches a path, or a folder above it, excludes it. */
  boolean ignore(String path) {
    int last = lastLiteral(path);
    for (Rule rule : patterns) {
      if (rule.number < last) {
        break;
      }
      if (rule.pattern.matches(path)) {
        last = rule.number;
        break;
      }
    }
    return last > 0 && last % 2 == 0;
  }

  private int lastLiteral(String path) {
    int last = 0;
    int start = 0;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      if (!names.isEmpty()) {
        last = Math.max(last, names.getOrDefault(path.substring(start, end), 0));
      }
      if (end <= longest) {
        last = Math.max(last, paths.getOrDefault(path.substring(0, end), 0));
      }
      start = end + 1;
    }
    return last;
  }

  /** Whether a rule may include something below a folder. */
  boolean mayIncludeBelow(String folder) {
    String below = folder + "/";
    String first = included.ceiling(below);
    return (first != null && first.startsWith(below))
        || includedBeginnings.stream().anyMatch(below::startsWith);
  }
}
