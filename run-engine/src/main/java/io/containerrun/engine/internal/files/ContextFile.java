package io.containerrun.engine.internal.files;

import io.containerrun.engine.internal.util.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A file, folder or link of an archive. */
sealed interface ContextFile {

  /** Its path relative to the root of the archive, with slashes. */
  String name();

  /** Its entry in the archive. */
  TarArchiveEntry entry() throws IOException;

  /** Its bytes; empty unless it is a file. */
  InputStream open() throws IOException;

  /** A file in memory. */
  final class Memory implements ContextFile {
    private static final int MODE = 0644;

    private final String name;
    private final byte[] bytes;

    Memory(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public TarArchiveEntry entry() {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(bytes.length);
      entry.setMode(MODE);
      entry.setModTime(0);
      return entry;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  /**
   * A file on disk; belongs to root in the archive, as in every image.
   *
   * @param follows whether a link stands for what it leads to
   */
  record Disk(String name, Path path, boolean follows) implements ContextFile {
    @Override
    public TarArchiveEntry entry() throws IOException {
      try {
        BasicFileAttributes attributes =
            Files.readAttributes(path, BasicFileAttributes.class, LocalLinks.options(follows));
        TarArchiveEntry entry = entry(attributes);
        entry.setModTime(attributes.lastModifiedTime());
        entry.setMode(FileAttributes.mode(follows ? path.toRealPath() : path));
        return entry;
      } catch (IOException failure) {
        throw unreadable(failure);
      }
    }

    private TarArchiveEntry entry(BasicFileAttributes attributes) throws IOException {
      if (attributes.isSymbolicLink()) {
        TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        String to = FileNames.text(Files.readSymbolicLink(path));
        link.setLinkName(to.replace(path.getFileSystem().getSeparator(), "/"));
        return link;
      }
      boolean folder = attributes.isDirectory();
      TarArchiveEntry entry = new TarArchiveEntry(folder ? name + "/" : name);
      entry.setSize(folder ? 0 : attributes.size());
      return entry;
    }

    @Override
    public InputStream open() throws IOException {
      boolean file = Files.isRegularFile(path, LocalLinks.options(follows));
      try {
        return file ? Files.newInputStream(path) : InputStream.nullInputStream();
      } catch (IOException failure) {
        throw unreadable(failure);
      }
    }

    private IOException unreadable(IOException failure) {
      String why =
          failure instanceof AccessDeniedException
              ? "no permission; list it in " + IgnoreFile.NAME + " if the build does not need it"
              : failure instanceof NoSuchFileException ? "it no longer exists" : Reason.of(failure);
      return new IOException("cannot read " + path + ": " + why, failure);
    }
  }

  /**
   * A file that is read from a stream.
   *
   * @param size the number of bytes
   */
  record Streamed(String name, InputStream content, long size, int mode) implements ContextFile {
    @Override
    public TarArchiveEntry entry() {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(size);
      entry.setMode(mode);
      return entry;
    }

    @Override
    public InputStream open() {
      return content;
    }
  }

  /** Another file with a different name and owner. */
  record Copied(ContextFile file, String name, CopySource.Owner owner) implements ContextFile {
    @Override
    public TarArchiveEntry entry() throws IOException {
      TarArchiveEntry entry = file.entry();
      entry.setName(entry.isDirectory() ? name + "/" : name);
      entry.setUserName(""); // user names differ in the container, and would override the numbers
      entry.setGroupName("");
      entry.setUserId(owner.uid().isPresent() ? owner.uid().getAsInt() : own("unix:uid"));
      entry.setGroupId(owner.gid().isPresent() ? owner.gid().getAsInt() : own("unix:gid"));
      return entry;
    }

    private int own(String attribute) throws IOException {
      return file instanceof Disk disk
          ? (Integer) Files.getAttribute(disk.path, attribute, LocalLinks.options(disk.follows))
          : 0;
    }

    @Override
    public InputStream open() throws IOException {
      return file.open();
    }
  }
}
