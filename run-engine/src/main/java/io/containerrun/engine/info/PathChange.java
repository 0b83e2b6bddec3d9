package io.containerrun.engine.info;

/**
 * A file or directory of a container that differs from its image.
 *
 * @param path absolute path in the container
 * @param kind the kind of difference
 * @since 0.1.0
 */
public record PathChange(String path, Kind kind) {

  /** The kinds of difference. */
  public enum Kind {
    /** The contents or attributes differ. */
    MODIFIED,
    /** The image does not have it. */
    ADDED,
    /** Only the image has it. */
    DELETED,
    /** A kind that this library does not know. */
    UNKNOWN
  }
}
