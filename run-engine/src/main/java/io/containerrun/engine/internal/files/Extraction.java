package io.containerrun.engine.internal.files;

import io.containerrun.ContainerRunException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacks an untrusted archive: writes only below its target, follows no links, and deletes
 * incomplete files. Used by one thread.
 */
public final class Extraction {

  private static final Logger LOG = LoggerFactory.getLogger(Extraction.class);

  private final Path target;
  private final FileAttributes attributes;
  private final LocalFiles files;

  /**
   * Creates one.
   *
   * @param target absolute; its folder exists
   */
  public Extraction(Path target, boolean keepOwners) {
    this.target = target;
    this.attributes = new FileAttributes(keepOwners);
    this.files = new LocalFiles(attributes);
  }

  /**
   * Unpacks an archive of one file, one link or one folder, under the name of the target. Pipes,
   * devices and sockets in a folder are left out, with a warning in the log.
   *
   * @throws IOException if the archive cannot be read
   * @throws ContainerRunException if a file cannot be written, or the archive tries to write
   *     outside the target
   */
  public void extract(InputStream archive) throws IOException {
    ArchiveReader reader = new ArchiveReader(archive);
    ArchiveEntry root = first(reader);
    if (!root.isFolder()) {
      files.write(target, root, reader.content());
    } else if (Files.isDirectory(target)) {
      Path real = LocalFiles.at(target, target::toRealPath);
      extractWithin(new TargetFolder(real, root.name(), attributes), reader);
    } else {
      extractFolder(root, reader);
    }
  }

  private void extractFolder(ArchiveEntry root, ArchiveReader reader) throws IOException {
    Path unfinished = UnfinishedFile.temporary(target);
    try {
      var mine = UnfinishedFile.ownerOnly(target, "rwx------");
      LocalFiles.at(target, () -> Files.createDirectory(unfinished, mine));
      TargetFolder folder = new TargetFolder(unfinished, root.name(), attributes);
      folder.madeRoot(root);
      extractWithin(folder, reader);
      LocalFiles.at(target, () -> Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE));
    } finally {
      LocalFiles.on(target, () -> FolderDeletion.delete(unfinished));
    }
  }

  private void extractWithin(TargetFolder folder, ArchiveReader reader) throws IOException {
    ArchiveEntry entry;
    while ((entry = reader.next()) != null) {
      switch (entry.kind()) {
        case FOLDER -> folder.makeFolder(entry);
        case HARD_LINK ->
            LocalFiles.hardLink(folder.path(entry.name()), folder.path(entry.linkName()));
        case OTHER ->
            LOG.warn(
                "copy from container: {} is missing: it is a pipe, a device or a socket",
                FileNames.shown(entry.name()));
        default -> files.write(folder.path(entry.name()), entry, reader.content());
      }
    }
    folder.finish();
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
    ArchiveReader reader = new ArchiveReader(archive);
    if (first(reader).kind() != ArchiveEntry.Kind.FILE) {
      throw rejected("this is not a file");
    }
    LocalFiles.transfer(reader.content(), out, "the stream");
  }

  private static ArchiveEntry first(ArchiveReader reader) throws IOException {
    ArchiveEntry entry = reader.next();
    if (entry == null) {
      throw new IOException("the archive is empty");
    }
    return entry;
  }

  static ContainerRunException rejected(String why) {
    return new ContainerRunException("copy from container: " + why);
  }
}
