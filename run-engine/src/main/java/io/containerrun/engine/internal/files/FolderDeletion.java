package io.containerrun.engine.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Deletes a folder that belongs to this process alone, with its contents, following no link. Deeper
 * folders are moved up first, so that no path is long, however deep they are. Used by one thread.
 */
final class FolderDeletion {

  private static final int MAY_DELETE = 0700;

  private final Path root;
  private final Deque<Path> folders = new ArrayDeque<>();

  private FolderDeletion(Path root) {
    this.root = root;
  }

  /** Deletes a folder, if it exists. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      new FolderDeletion(folder).run();
    }
  }

  private void run() throws IOException {
    FileAttributes.setModeByPath(root, MAY_DELETE);
    empty(root);
    while (!folders.isEmpty()) {
      Path folder = folders.remove();
      empty(folder);
      Files.delete(folder);
    }
    Files.delete(root);
  }

  private void empty(Path folder) throws IOException {
    for (Path child : children(folder)) {
      if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
        // By its path, as a folder without permissions cannot be opened; it is not a link.
        FileAttributes.setModeByPath(child, MAY_DELETE);
        Path up = UnfinishedFile.temporary(root.resolve("folder"));
        folders.add(Files.move(child, up, StandardCopyOption.ATOMIC_MOVE));
      } else {
        Files.delete(child);
      }
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }
}
