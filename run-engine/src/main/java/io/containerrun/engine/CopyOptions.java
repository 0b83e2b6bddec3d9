package io.containerrun.engine;

import io.containerrun.engine.internal.build.CopySource;
import java.util.OptionalInt;

/**
 * How files are copied into a container or out of it.
 *
 * <pre>{@code
 * container.copyTo(config, "/etc/app", CopyOptions.standard().owner(1000, 1000));
 * }</pre>
 *
 * <p>A value; each change returns a copy.
 *
 * @since 0.1.0
 */
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

  boolean followsLink() {
    return follow;
  }

  boolean keepsOwners() {
    return keepOwners;
  }

  int mode() {
    return mode;
  }

  CopySource.Owner owner() {
    return keepOwners
        ? new CopySource.Owner(OptionalInt.empty(), OptionalInt.empty())
        : new CopySource.Owner(OptionalInt.of(uid), OptionalInt.of(gid));
  }
}
