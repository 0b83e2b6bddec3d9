package io.containerrun.engine;

import io.containerrun.CheckReturnValue;
import java.util.Objects;

/**
 * How files are copied into a container or out of it.
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

  private static final int USUAL_MODE = 0644;

  private static final CopyOptions STANDARD = new CopyOptions(false, false, 0, 0, USUAL_MODE);

  private final boolean follow;
  private final boolean keepOwners;
  private final int uid;
  private final int gid;
  private final int mode;

  private CopyOptions(boolean follow, boolean keepOwners, int uid, int gid, int mode) {
    this.follow = follow;
    this.keepOwners = keepOwners;
    this.uid = uid;
    this.gid = gid;
    this.mode = mode;
  }

  /**
   * Permissions and times are kept, links stay links. What comes into a container belongs to root
   * there; what comes out belongs to the user of this process.
   */
  public static CopyOptions standard() {
    return STANDARD;
  }

  /** Copies what the source points to, where it is a link itself; links within it stay links. */
  public CopyOptions followLink() {
    return new CopyOptions(true, keepOwners, uid, gid, mode);
  }

  /**
   * Keeps the numbers of the users and groups that the files belong to. On the way out that takes a
   * process of root.
   */
  public CopyOptions keepOwners() {
    return new CopyOptions(follow, true, uid, gid, mode);
  }

  /** Gives what comes into a container to this user and group, by their numbers there. */
  public CopyOptions owner(int uid, int gid) {
    return new CopyOptions(follow, false, uid, gid, mode);
  }

  /**
   * Sets the permissions of a file that is made of bytes or of a stream; 0644 by default. Files and
   * folders keep their own.
   *
   * @param mode such as {@code 0600}, up to {@code 0777}
   * @throws IllegalArgumentException if it is beyond
   */
  public CopyOptions mode(int mode) {
    if (mode < 0 || mode > 0777) {
      throw new IllegalArgumentException(
          "mode " + Integer.toOctalString(mode) + ": use 0 to 0777, as an octal number");
    }
    return new CopyOptions(follow, keepOwners, uid, gid, mode);
  }

  /** Whether a source that is a link stands for what it points to. */
  public boolean followsLink() {
    return follow;
  }

  /** Whether the owners of files are kept. */
  public boolean keepsOwners() {
    return keepOwners;
  }

  /** The user that files belong to in the container; not used if owners are kept. */
  public int uid() {
    return uid;
  }

  /** The group that files belong to in the container; not used if owners are kept. */
  public int gid() {
    return gid;
  }

  /** The permissions of a file that is made of bytes or of a stream. */
  public int mode() {
    return mode;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CopyOptions that
        && follow == that.follow
        && keepOwners == that.keepOwners
        && uid == that.uid
        && gid == that.gid
        && mode == that.mode;
  }

  @Override
  public int hashCode() {
    return Objects.hash(follow, keepOwners, uid, gid, mode);
  }

  /** What is asked for, such as {@code copy as 1000:1000, mode 644}. */
  @Override
  public String toString() {
    return "copy "
        + (keepOwners ? "with owners" : "as " + uid + ":" + gid)
        + ", mode "
        + Integer.toOctalString(mode)
        + (follow ? ", following the link" : "");
  }
}
