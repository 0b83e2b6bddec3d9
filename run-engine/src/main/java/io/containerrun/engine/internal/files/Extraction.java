package io.containerrun.engine.internal.files;

import io.containerrun.ContainerRunException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks an untrusted archive: writes only below its target, follows no links, and deletes
 * incomplete files. Used by one thread.
 */
public final class Extraction {

  private final Path target;
  private final LocalFiles files;

  /** Folders get their attributes last, because a read-only folder has to be filled first. */
  private final Deque<Folder> folders = new ArrayDeque<>();

  private record Folder(Path path, TarArchiveEntry entry) {}

  /**
   * Creates one.
   *
   * @param target absolute; its folder exists
   */
  public Extraction(Path target, boolean keepOwners) {
    this.target = target;
    this.files = new LocalFiles(keepOwners);
  }

  /**
   * Unpacks an archive of one file, one link or one folder, under the name of the target.
   *
   * @throws IOException if the archive cannot be read
   * @throws ContainerRunException if a file cannot be written, or the archive tries to write
   *     outside the target
   */
  public void extract(InputStream archive) throws IOException {
    TarArchiveInputStream tar = opened(archive);
    TarArchiveEntry root = first(tar);
    if (!root.isDirectory()) {
      files.write(target, root, tar);
    } else if (Files.isDirectory(target)) {
      extractWithin(LocalFiles.at(target, target::toRealPath), root, tar);
    } else {
      extractFolder(root, tar);
    }
  }

  private void extractFolder(TarArchiveEntry root, TarArchiveInputStream tar) throws IOException {
    Path unfinished = LocalFiles.at(target, () -> LocalFiles.unfinishedFolder(target));
    try {
      folders.push(new Folder(unfinished, root));
      extractWithin(unfinished, root, tar);
      LocalFiles.at(target, () -> Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE));
    } finally {
      LocalFiles.deleteAll(unfinished);
    }
  }

  /** Writes an archive to a stream as it is, and flushes the stream. */
  public static void passOn(InputStream archive, OutputStream out) throws IOException {
    LocalFiles.transfer(archive, out, "the stream");
  }

  /**
   * Writes the bytes of the only file of an archive.
   *
   * @throws IOException if the archive cannot be read
   */
  public static void extractFile(InputStream archive, OutputStream out) throws IOException {
    TarArchiveInputStream tar = opened(archive);
    if (!first(tar).isFile()) {
      throw rejected("this is not a file");
    }
    LocalFiles.transfer(tar, out, "the stream");
  }

  private static TarArchiveInputStream opened(InputStream archive) {
    return new TarArchiveInputStream(archive, StandardCharsets.UTF_8.name());
  }

  private static TarArchiveEntry first(TarArchiveInputStream tar) throws IOException {
    TarArchiveEntry entry = tar.getNextEntry();
    if (entry == null) {
      throw new IOException("the archive is empty");
    }
    return entry;
  }

  private void extractWithin(Path folder, TarArchiveEntry root, TarArchiveInputStream tar)
      throws IOException {
    String prefix = clean(root.getName());
    TarArchiveEntry entry;
    while ((entry = tar.getNextEntry()) != null) {
      Path path = within(folder, prefix, entry.getName());
      if (entry.isDirectory()) {
        LocalFiles.at(path, () -> LocalFiles.makeFolder(path));
        folders.push(new Folder(path, entry));
      } else if (entry.isLink()) {
        Path linked = within(folder, prefix, entry.getLinkName());
        LocalFiles.at(path, () -> LocalFiles.hardLink(path, linked));
      } else {
        files.write(path, entry, tar);
      }
    }
    while (!folders.isEmpty()) {
      Folder last = folders.pop();
      LocalFiles.at(last.path, () -> files.apply(last.path, last.entry));
    }
  }

  /** The path of an entry, whose parents must be folders and not links. */
  private static Path within(Path folder, String prefix, String name) {
    String clean = clean(name);
    String start = prefix.isEmpty() || prefix.equals(".") ? "" : prefix + "/";
    if (!clean.startsWith(start)) {
      throw rejected(name + " leads out of the copied folder");
    }
    Path path = folder;
    for (String part : clean.substring(start.length()).split("/", -1)) {
      if (!isName(folder, part)) {
        throw rejected(name + " leads out of the copied folder");
      }
      if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        throw rejected(name + " leads through " + path + ", which is not a folder");
      }
      path = path.resolve(part);
    }
    return path;
  }

  private static String clean(String name) {
    return name.replaceFirst("^(\\./|/)+", "").replaceFirst("/+$", "");
  }

  private static boolean isName(Path folder, String part) {
    try {
      return !part.isEmpty()
          && !part.equals(".")
          && !part.equals("..")
          && folder.equals(folder.resolve(part).getParent());
    } catch (InvalidPathException impossible) {
      return false;
    }
  }

  static ContainerRunException rejected(String why) {
    return new ContainerRunException("copy from container: " + why);
  }
}
