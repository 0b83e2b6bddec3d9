package io.containerrun.engine.internal.files;

import io.containerrun.engine.internal.util.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Iterates over the files of a folder that belong to a context, sorted by name, each folder before
 * its contents. Skips pipes, devices and sockets, with a warning in the log. May follow links. Used
 * by one thread.
 */
final class ContextFolder implements Iterator<ContextFile> {

  private static final Logger LOG = LoggerFactory.getLogger(ContextFolder.class);

  private final Path folder;
  private final boolean follows;
  private final IgnoreFile ignored;
  private final Set<String> replaced;
  private final Deque<Path> ahead = new ArrayDeque<>();

  /**
   * Creates the iterator.
   *
   * @param replaced the names of files to skip, which come from elsewhere
   */
  ContextFolder(Path folder, IgnoreFile ignored, Set<String> replaced) throws IOException {
    this(folder, false, ignored, replaced);
  }

  /**
   * Creates the iterator over all files.
   *
   * @param follows whether a link stands for what it leads to
   */
  static ContextFolder all(Path folder, boolean follows) throws IOException {
    IgnoreFile nothing = IgnoreFile.parse("", IgnoreFile.NAME, "");
    return new ContextFolder(folder, follows, nothing, Set.of());
  }

  private ContextFolder(Path folder, boolean follows, IgnoreFile ignored, Set<String> replaced)
      throws IOException {
    this.folder = folder;
    this.follows = follows;
    this.ignored = ignored;
    this.replaced = replaced;
    enter(folder);
    skip();
  }

  @Override
  public boolean hasNext() {
    return !ahead.isEmpty();
  }

  @Override
  public ContextFile next() {
    Path path = ahead.poll();
    if (path == null) {
      throw new NoSuchElementException();
    }
    try {
      enter(path);
      skip();
      return new ContextFile.Disk(name(path), path, follows);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Moves to the next file that belongs to the context. */
  private void skip() throws IOException {
    while (!ahead.isEmpty() && !belongs(ahead.element())) {
      Path path = ahead.remove();
      if (ignored.mayIncludeBelow(name(path))) {
        enter(path);
      }
    }
  }

  private boolean belongs(Path path) throws IOException {
    String name = name(path);
    return !ignored.ignores(name) && !replaced.contains(name) && isSent(path);
  }

  private boolean isSent(Path path) throws IOException {
    try {
      boolean special =
          Files.readAttributes(path, BasicFileAttributes.class, LocalLinks.options(follows))
              .isOther();
      if (special) {
        LOG.warn("{} is left out: it is a pipe, a device or a socket", path);
      }
      return !special;
    } catch (NoSuchFileException missing) {
      if (Files.isSymbolicLink(path)) {
        throw new IOException(path + " is a link to nothing", missing);
      }
      return false; // deleted meanwhile
    }
  }

  private void enter(Path path) throws IOException {
    if (!Files.isDirectory(path, LocalLinks.options(follows)) && !path.equals(folder)) {
      return;
    }
    if (follows) {
      LocalLinks.requireNoLoop(folder, path);
    }
    try (Stream<Path> children = Files.list(path)) {
      List<Path> sorted = children.sorted().toList();
      for (int i = sorted.size() - 1; i >= 0; i--) {
        ahead.push(sorted.get(i));
      }
    } catch (IOException failure) {
      throw new IOException("cannot read folder " + path + ": " + Reason.of(failure), failure);
    }
  }

  /** Rejects a name that is not text, even an ignored one: no rule can be compared with it. */
  private String name(Path path) throws IOException {
    try {
      String name = FileNames.text(folder.relativize(path));
      return name.replace(path.getFileSystem().getSeparator(), "/");
    } catch (IOException notText) {
      throw new IOException("cannot read folder " + folder + ": " + Reason.of(notText), notText);
    }
  }
}
