package io.containerrun.engine.info;

import java.time.Instant;

/**
 * A file, folder or other object at a path in a container.
 *
 * @param name the last part of the path
 * @param kind what it is
 * @param size in bytes; meaningful only for files
 * @param mode the permissions, such as {@code 0644}, with the setuid, setgid and sticky bits
 * @param modified when it was last modified
 * @param linkTarget the final target of a link; empty for others
 * @since 0.1.0
 */
public record PathInfo(
    String name, Kind kind, long size, int mode, Instant modified, String linkTarget) {

  /** The kinds of objects. */
  public enum Kind {
    /** A regular file. */
    FILE,
    /** A folder. */
    FOLDER,
    /** A symbolic link. */
    LINK,
    /** A device, a pipe or a socket. */
    OTHER
  }

  /** Whether it is a folder. */
  public boolean isFolder() {
    return kind == Kind.FOLDER;
  }
}
