package io.containerrun.engine.info;

/**
 * A file or directory of a container that differs from its image.
 *
 * @param path from the container's root directory
 * @param kind what has happened to it
 * @since 0.1.0
 */
public record PathChange(String path, Kind kind) {

  /** What has happened to a file or directory. */
  public enum Kind {
    /** It has other contents or attributes. */
    MODIFIED,
    /** The image does not have it. */
    ADDED,
    /** Only the image has it. */
    DELETED,
    /** What this library does not know. */
    UNKNOWN
  }
}
