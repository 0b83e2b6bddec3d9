package io.containerrun.value;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths of the host as text, without a look at the disk. */
final class HostPath {

  private HostPath() {}

  /**
   * A path that starts with a dot, made absolute and cleaned as Go's {@code filepath.Abs} does on
   * Unix. Any other path comes back as it is.
   */
  static String absolute(String path, String workingDirectory) {
    if (!path.startsWith(".")) {
      return path;
    }
    Deque<String> names = new ArrayDeque<>();
    for (String name : (workingDirectory + "/" + path).split("/", -1)) {
      if (name.equals("..")) {
        names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return "/" + String.join("/", names);
  }
}
