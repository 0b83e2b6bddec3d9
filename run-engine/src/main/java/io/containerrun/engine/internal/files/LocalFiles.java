package io.containerrun.engine.internal.files;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.util.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes files of an archive to local files. Each has a temporary name until it is complete. No
 * step follows a link, and none replaces or deletes a folder.
 *
 * @param attributes what files get from the archive
 */
record LocalFiles(FileAttributes attributes) {

  private static final int PIECE = 1 << 16;

  /** A step that can fail. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** A step without a result that can fail. */
  interface Step {
    void run() throws IOException;
  }

  /**
   * Runs a step on a local path; a failure is reported as one of the local side, not of the engine.
   */
  static <T> T at(Path path, Work<T> work) {
    try {
      return work.run();
    } catch (IOException failure) {
      throw unwritable(path.toString(), failure);
    }
  }

  /** Runs a step on a local path, as {@link #at} does. */
  static void on(Path path, Step step) {
    at(
        path,
        () -> {
          step.run();
          return path;
        });
  }

  static ContainerRunException unwritable(String what, IOException failure) {
    return new ContainerRunException(
        "copy from container: cannot write " + what + ": " + Reason.of(failure), failure);
  }

  /** Writes a file or a link. */
  void write(Path path, ArchiveEntry entry, InputStream content) throws IOException {
    switch (entry.kind()) {
      case FILE -> writeFile(path, entry, content);
      case LINK -> on(path, () -> writeLink(path, entry));
      default ->
          throw Extraction.rejected(
              FileNames.shown(entry.name()) + " is not a file, folder or link");
    }
  }

  private void writeFile(Path path, ArchiveEntry entry, InputStream content) throws IOException {
    UnfinishedFile unfinished = at(path, () -> UnfinishedFile.of(path));
    try {
      transfer(content, unfinished.out(), path.toString());
      on(path, unfinished.out()::close);
      on(path, () -> attributes.apply(unfinished.path(), entry.attributes()));
      on(path, unfinished::complete);
    } finally {
      on(path, unfinished::close);
    }
  }

  private void writeLink(Path path, ArchiveEntry entry) throws IOException {
    Path unfinished = UnfinishedFile.temporary(path);
    Path to = FileNames.path(entry.linkName());
    try {
      attributes.own(Files.createSymbolicLink(unfinished, to), entry.attributes());
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Links a path to a file that has been written; a folder at the path stays. */
  static void hardLink(Path path, Path linked) {
    if (!Files.isRegularFile(linked, LinkOption.NOFOLLOW_LINKS)) {
      throw Extraction.rejected(path + " is a hard link to " + linked + ", which is not a file");
    }
    on(path, () -> writeHardLink(path, linked));
  }

  private static void writeHardLink(Path path, Path linked) throws IOException {
    Path unfinished = UnfinishedFile.temporary(path);
    try {
      Files.createLink(unfinished, linked);
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished); // stays if both are names of the same file already
    }
  }

  /** Copies the content to a stream. */
  static void transfer(InputStream content, OutputStream out, String what) throws IOException {
    byte[] piece = new byte[PIECE];
    int count;
    while ((count = content.read(piece)) >= 0) {
      try {
        out.write(piece, 0, count);
      } catch (IOException failure) {
        throw unwritable(what, failure);
      }
    }
    try {
      out.flush();
    } catch (IOException failure) {
      throw unwritable(what, failure);
    }
  }
}
