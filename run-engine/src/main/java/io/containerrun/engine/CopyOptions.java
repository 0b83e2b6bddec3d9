package io.containerrun.engine;

import io.containerrun.CheckReturnValue;
import java.util.Objects;

/**
 * How to copy files into a container or out of it.
 *
 * <pre>{@code
 * container.copyTo(config, "/etc/app", CopyOptions.standard().owner(1000, 1000));
 * }</pre>
 *
 * <p>Immutable; each method returns a changed copy.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class CopyOptions {

  private static final int DEFAULT_MODE = 0644;

  private static final CopyOptions STANDARD =
      new CopyOptions(false, false, false, 0, 0, DEFAULT_MODE);

  private final boolean follow;
  private final boolean followAll;
  private final boolean keepOwners;
  private final int uid;
  private final int gid;
  private final int mode;

  private CopyOptions(
      boolean follow, boolean followAll, boolean keepOwners, int uid, int gid, int mode) {
    this.follow = follow;
    this.followAll = followAll;
    this.keepOwners = keepOwners;
    this.uid = uid;
    this.gid = gid;
    this.mode = mode;
  }

  /**
   * Keeps permissions, including the setuid, setgid and sticky bits, times and links. Files copied
   * in belong to root; files copied out belong to the user of this process.
   */
  public static CopyOptions standard() {
    return STANDARD;
  }

  /** Copies the target of the source if the source is a link; links within it stay links. */
  public CopyOptions followLink() {
    return new CopyOptions(true, followAll, keepOwners, uid, gid, mode);
  }

  /**
   * Copies what links lead to instead of the links: the source, and when copying into a container
   * all links within it, also those to files outside the source. A link to nothing, or to a folder
   * that contains it, is an error. Links within a folder that is copied out stay links.
   */
  public CopyOptions followAllLinks() {
    return new CopyOptions(true, true, keepOwners, uid, gid, mode);
  }

  /** Keeps the numeric user and group of the files. Copying out with owners requires root. */
  public CopyOptions keepOwners() {
    return new CopyOptions(follow, followAll, true, uid, gid, mode);
  }

  /** Sets the numeric user and group of files copied into a container. */
  public CopyOptions owner(int uid, int gid) {
    return new CopyOptions(follow, followAll, false, uid, gid, mode);
  }

  /**
   * Sets the permissions of a file written from bytes or from a stream; 0644 by default. Copied
   * files and folders keep their own.
   *
   * @param mode such as {@code 0600}, up to {@code 07777} with the setuid, setgid and sticky bits
   * @throws IllegalArgumentException if the mode is out of range
   */
  public CopyOptions mode(int mode) {
    if (mode < 0 || mode > 07777) {
      throw new IllegalArgumentException(
          "mode "
              + Integer.toOctalString(mode)
              + ": out of range; use 0 to 07777, an octal number");
    }
    return new CopyOptions(follow, followAll, keepOwners, uid, gid, mode);
  }

  /** Whether the target of a source that is a link is copied. */
  public boolean followsLink() {
    return follow;
  }

  /** Whether the targets of all links within the source are copied. */
  public boolean followsAllLinks() {
    return followAll;
  }

  /** Whether the owners of files are kept. */
  public boolean keepsOwners() {
    return keepOwners;
  }

  /** The user of files in the container; ignored if owners are kept. */
  public int uid() {
    return uid;
  }

  /** The group of files in the container; ignored if owners are kept. */
  public int gid() {
    return gid;
  }

  /** The permissions of a file written from bytes or from a stream. */
  public int mode() {
    return mode;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CopyOptions that
        && follow == that.follow
        && followAll == that.followAll
        && keepOwners == that.keepOwners
        && uid == that.uid
        && gid == that.gid
        && mode == that.mode;
  }

  @Override
  public int hashCode() {
    return Objects.hash(follow, followAll, keepOwners, uid, gid, mode);
  }

  /** The settings, such as {@code copy as 1000:1000, mode 644}. */
  @Override
  public String toString() {
    return "copy "
        + (keepOwners ? "with owners" : "as " + uid + ":" + gid)
        + ", mode "
        + Integer.toOctalString(mode)
        + (followAll ? ", following all links" : follow ? ", following the link" : "");
  }
}
