package io.containerrun.engine.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;

/**
 * Owners, permissions and times of local files. Only {@link #setModeByPath} follows links.
 *
 * @param keepOwners whether files get the user and group of the archive
 */
record FileAttributes(boolean keepOwners) {

  private static final String MODE = "unix:mode";
  private static final int ALL_BITS = 07777;

  /** As the docker command does on Windows, where programs are not marked. */
  private static final int ALL_MAY_EXECUTE = 0755;

  /** Gives a file or folder its owner, time and permissions. */
  void apply(Path path, ArchiveEntry.Attributes wanted) throws IOException {
    own(path, wanted); // first, as it clears the setuid and setgid bits
    BasicFileAttributeView view =
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    view.setTimes(wanted.modified(), null, null);
    setMode(path, wanted.mode()); // last, as it may forbid to open the file
  }

  /** Gives a file, folder or link its owner. */
  void own(Path path, ArchiveEntry.Attributes wanted) throws IOException {
    if (keepOwners) {
      Files.setAttribute(path, "unix:uid", wanted.uid(), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", wanted.gid(), LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Sets all twelve bits of the mode, on systems that have them. */
  static void setMode(Path path, int mode) throws IOException {
    if (hasModes(path)) {
      Files.setAttribute(path, MODE, mode, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Sets the mode of a folder that is not a link, even if it cannot be opened. */
  static void setModeByPath(Path folder, int mode) throws IOException {
    if (hasModes(folder)) {
      Files.setAttribute(folder, MODE, mode);
    }
  }

  /** The twelve bits of the mode, including setuid, setgid and sticky. */
  static int mode(Path path) throws IOException {
    return hasModes(path)
        ? (Integer) Files.getAttribute(path, MODE, LinkOption.NOFOLLOW_LINKS) & ALL_BITS
        : ALL_MAY_EXECUTE;
  }

  private static boolean hasModes(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix");
  }
}
