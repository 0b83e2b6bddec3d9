package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.MOUNT;
import static io.containerrun.ContainerRun.TMPFS;
import static io.containerrun.ContainerRun.VOLUME;

import io.containerrun.ContainerRun;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/** The paths of the container that a run mounts something at. */
final class MountPaths {

  private MountPaths() {}

  static Stream<String> destinations(ContainerRun run) {
    return Stream.of(
            run.all(VOLUME).stream().map(volume -> volume.destination()),
            run.all(MOUNT).stream().map(mount -> mount.target()),
            run.all(TMPFS).stream().map(mount -> mount.destination()))
        .flatMap(all -> all);
  }

  /** The shortest path that means the same. */
  static String clean(String path) {
    Deque<String> names = new ArrayDeque<>();
    for (String name : path.split("/", -1)) {
      if (name.equals("..")) {
        names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return (path.startsWith("/") ? "/" : "") + String.join("/", names);
  }

  static boolean isAbsolute(String path) {
    return path.startsWith("/") || RunQueries.isWindowsPath(path);
  }

  /** Whether a path below a mount stays there. */
  static boolean isInside(String subpath) {
    int depth = 0;
    for (String name : subpath.split("/", -1)) {
      depth += name.equals("..") ? -1 : name.isEmpty() || name.equals(".") ? 0 : 1;
      if (depth < 0) {
        return false;
      }
    }
    return !subpath.startsWith("/");
  }
}
