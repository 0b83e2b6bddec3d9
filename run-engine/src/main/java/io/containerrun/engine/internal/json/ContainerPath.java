package io.containerrun.engine.internal.json;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths in a container, which have slashes whatever the system of this process. */
public final class ContainerPath {

  private ContainerPath() {}

  /** An absolute path without dots and needless slashes. */
  public static String clean(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return "/" + String.join("/", parts);
  }

  /** A name in a folder; an empty name stands for the folder itself. */
  public static String in(String folder, String name) {
    return clean(folder + "/" + name);
  }

  /** The folder of a clean path; of the root, the root. */
  public static String parent(String path) {
    return path.substring(0, Math.max(1, path.lastIndexOf('/')));
  }

  /** Whether a clean path is below another, and not the same. */
  public static boolean isBelow(String path, String folder) {
    String start = folder.equals("/") ? "/" : folder + "/";
    return path.startsWith(start) && path.length() > start.length();
  }
}
