package io.containerrun.engine.internal.files;

import java.nio.file.attribute.FileTime;

/**
 * The description of a file, folder or link in an archive that was read.
 *
 * @param linkName where a link leads; empty for others
 */
record ArchiveEntry(Kind kind, String name, String linkName, Attributes attributes) {

  enum Kind {
    FILE,
    FOLDER,
    LINK,
    HARD_LINK,
    /** A device, a pipe, or what only some programs understand. */
    OTHER
  }

  /**
   * What a file has beside its content.
   *
   * @param mode the permissions, with the setuid, setgid and sticky bits
   */
  record Attributes(int mode, FileTime modified, int uid, int gid) {}

  boolean isFolder() {
    return kind == Kind.FOLDER;
  }
}
