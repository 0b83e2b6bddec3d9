package io.containerrun.engine.info;

import java.time.Instant;

/**
 * What is at a path in a container.
 *
 * @param name the last part of the path
 * @param kind what it is
 * @param size in bytes; of a file alone it means something
 * @param mode the permissions, such as {@code 0644}
 * @param modified when it was changed last
 * @param linkTarget of a link, the path where it leads in the end; else empty
 * @since 0.1.0
 */
public record PathInfo(
    String name, Kind kind, long size, int mode, Instant modified, String linkTarget) {

  /** What can be at a path. */
  public enum Kind {
    /** A file with bytes in it. */
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
