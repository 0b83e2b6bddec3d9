package io.containerrun.value;

import java.util.ArrayDeque;
import java.util.Deque;

/** Works on paths of the container: with slashes, whatever system this runs on. */
final class Paths {

  private Paths() {}

  /** The shortest path that means the same, by its text alone, as Go's {@code path.Clean}. */
  static String clean(String path) {
    boolean isAbsolute = path.startsWith("/");
    Deque<String> names = new ArrayDeque<>();
    for (String name : path.split("/", -1)) {
      boolean canGoUp = !names.isEmpty() && !names.getLast().equals("..");
      if (name.equals("..") && canGoUp) {
        names.removeLast();
      } else if (!name.isEmpty() && !name.equals(".") && !(name.equals("..") && isAbsolute)) {
        names.add(name);
      }
    }
    String joined = String.join("/", names);
    return isAbsolute ? "/" + joined : joined.isEmpty() ? "." : joined;
  }
}
