package io.containerrun.engine.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;

/** Creates the archives that are copied into a container, while they are read. */
public final class CopySource {

  /**
   * The owner of files in the container.
   *
   * @param uid empty to keep the user of the file
   * @param gid empty to keep the group of the file
   */
  public record Owner(OptionalInt uid, OptionalInt gid) {}

  private CopySource() {}

  /**
   * An archive of a file, a link, or a folder with its contents.
   *
   * @param name the name in the archive; empty for only the contents of the folder
   * @param follows whether the links within the folder stand for what they lead to
   * @throws IOException if it is a pipe, a device or a socket
   */
  public static InputStream of(Path source, String name, boolean follows, Owner owner)
      throws IOException {
    if (!Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
      requireNotSpecial(source);
      ContextFile file = new ContextFile.Disk(name, source, false);
      return new ContextArchive(List.of(file(file, name, owner)).iterator());
    }
    Iterator<ContextFile> within = ContextFolder.all(source, follows);
    if (name.isEmpty()) {
      return new ContextArchive(mapped(within, "", owner));
    }
    List<ContextFile> root = new ArrayList<>();
    root.add(file(new ContextFile.Disk(name, source, false), name, owner));
    return new ContextArchive(
        new BuildContext.Both(root.iterator(), mapped(within, name + "/", owner)));
  }

  private static void requireNotSpecial(Path source) throws IOException {
    if (Files.readAttributes(source, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther()) {
      throw new IOException("it is a pipe, a device or a socket; copy its content as a stream");
    }
  }

  /**
   * An archive of one file.
   *
   * @param size the number of bytes of the content
   */
  public static InputStream of(InputStream content, long size, String name, int mode, Owner owner) {
    ContextFile file = new ContextFile.Streamed(name, content, size, mode);
    return new ContextArchive(List.of(file(file, name, owner)).iterator());
  }

  private static Iterator<ContextFile> mapped(
      Iterator<ContextFile> files, String prefix, Owner owner) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return files.hasNext();
      }

      @Override
      public ContextFile next() {
        ContextFile next = files.next();
        return file(next, prefix + next.name(), owner);
      }
    };
  }

  private static ContextFile file(ContextFile file, String name, Owner owner) {
    return new ContextFile.Copied(file, name, owner);
  }
}
