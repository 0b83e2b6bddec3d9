package io.containerrun.engine.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Unix sockets that this process has open, as the engine's are; on Linux alone, elsewhere none
 * are seen. Those of the network are left out: HTTP clients of the tests keep theirs.
 */
final class OpenSockets {

  private static final Path OWN_FILES = Path.of("/proc/self/fd");
  private static final Path UNIX_SOCKETS = Path.of("/proc/net/unix");
  private static final int INODE = 6;

  private OpenSockets() {}

  static Set<String> ofThisProcess() {
    if (!Files.exists(UNIX_SOCKETS)) {
      return Set.of();
    }
    try {
      Set<String> own = new TreeSet<>(ownFiles());
      own.retainAll(unixSockets());
      return own;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<String> ownFiles() throws IOException {
    List<String> targets = new ArrayList<>();
    try (Stream<Path> files = Files.list(OWN_FILES)) {
      for (Path file : files.toList()) {
        targets.add(target(file));
      }
    }
    return targets;
  }

  private static String target(Path file) throws IOException {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (NoSuchFileException closed) {
      return "closed meanwhile";
    }
  }

  private static Set<String> unixSockets() throws IOException {
    return Files.readAllLines(UNIX_SOCKETS).stream()
        .skip(1)
        .map(line -> "socket:[" + line.trim().split("\\s+", -1)[INODE] + "]")
        .collect(Collectors.toSet());
  }
}
