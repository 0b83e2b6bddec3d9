package io.containerrun.engine.internal.files;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.util.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Writes files of an archive to local files. Each has a temporary name until it is complete.
 *
 * @param keepOwners whether files get the user and group of the archive
 */
record LocalFiles(boolean keepOwners) {

  private static final int PIECE = 1 << 16;
  private static final String UNFINISHED = ".containerrun-";

  /** A step that can fail. */
  interface Work<T> {
    T run() throws IOException;
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

  private static ContainerRunException unwritable(String what, IOException failure) {
    return new ContainerRunException(
        "copy from container: cannot write " + what + ": " + Reason.of(failure), failure);
  }

  /** Writes a file or a link. */
  void write(Path path, TarArchiveEntry entry, InputStream content) throws IOException {
    boolean link = entry.isSymbolicLink();
    boolean special =
        entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice() || entry.isLink();
    if (!link && (special || !entry.isFile())) {
      throw Extraction.rejected(entry.getName() + " is not a file, folder or link");
    }
    Path unfinished = folderOf(path).resolve(UNFINISHED + UUID.randomUUID());
    try {
      if (link) {
        at(path, () -> Files.createSymbolicLink(unfinished, Path.of(entry.getLinkName())));
        at(path, () -> owned(unfinished, entry));
      } else {
        fill(path, unfinished, content);
        at(path, () -> apply(unfinished, entry));
      }
      at(path, () -> Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE));
    } finally {
      at(path, () -> Files.deleteIfExists(unfinished));
    }
  }

  private static void fill(Path path, Path unfinished, InputStream content) throws IOException {
    // Not readable by other users until it has its permissions.
    at(path, () -> Files.move(Files.createTempFile(folderOf(path), UNFINISHED, ""), unfinished));
    OutputStream out = at(path, () -> Files.newOutputStream(unfinished));
    try {
      transfer(content, out, path.toString());
    } finally {
      at(
          path,
          () -> {
            out.close();
            return path;
          });
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

  /** Gives a file or folder its owner, permissions and time. */
  Path apply(Path path, TarArchiveEntry entry) throws IOException {
    owned(path, entry);
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(permissions(entry.getMode()));
    }
    return Files.setLastModifiedTime(path, entry.getLastModifiedTime());
  }

  private Path owned(Path path, TarArchiveEntry entry) throws IOException {
    if (keepOwners) {
      int uid = (int) entry.getLongUserId();
      int gid = (int) entry.getLongGroupId();
      Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }
    return path;
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    PosixFilePermission[] all = PosixFilePermission.values(); // rwxrwxrwx
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < all.length; i++) {
      if ((mode & (1 << (all.length - 1 - i))) != 0) {
        permissions.add(all[i]);
      }
    }
    return permissions;
  }

  static Path makeFolder(Path path) throws IOException {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? path : Files.createDirectory(path);
  }

  /** A temporary folder beside a path, which gets the name of the path when it is complete. */
  static Path unfinishedFolder(Path path) throws IOException {
    return Files.createTempDirectory(folderOf(path), UNFINISHED);
  }

  static Path hardLink(Path path, Path linked) throws IOException {
    if (!Files.isRegularFile(linked, LinkOption.NOFOLLOW_LINKS)) {
      throw Extraction.rejected(path + " is a hard link to " + linked + ", which is not a file");
    }
    Files.deleteIfExists(path);
    return Files.createLink(path, linked);
  }

  private static Path folderOf(Path path) {
    return Objects.requireNonNull(path.getParent(), "a path with a folder");
  }

  /** Deletes a folder with its contents, if it exists. */
  static void deleteAll(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    at(folder, () -> Files.walkFileTree(folder, new Deletion()));
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      PosixFileAttributeView view =
          Files.getFileAttributeView(folder, PosixFileAttributeView.class);
      if (view != null) {
        view.setPermissions(permissions(0700));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
