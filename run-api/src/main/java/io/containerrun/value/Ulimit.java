package io.containerrun.value;

import io.containerrun.internal.text.Numbers;
import io.containerrun.internal.text.Secrets;
import java.util.List;

/**
 * A limit the kernel holds each process of the container to.
 *
 * <pre>{@code
 * Ulimit.openFiles(65_536)              // nofile=65536
 * Ulimit.of("core", 0, Ulimit.UNLIMITED)
 * }</pre>
 *
 * <p>The numbers are the kernel's own: bytes, seconds or counts, whatever the limit is of.
 *
 * @param name one of {@link #names()}
 * @param soft the limit in force, which a process may raise up to the hard one; −1 for none
 * @param hard the most the soft limit can be; −1 for none
 */
public record Ulimit(String name, long soft, long hard) {

  /** Stands for no limit. */
  public static final long UNLIMITED = -1;

  private static final List<String> NAMES =
      List.of(
          "core",
          "cpu",
          "data",
          "fsize",
          "locks",
          "memlock",
          "msgqueue",
          "nice",
          "nofile",
          "nproc",
          "rss",
          "rtprio",
          "rttime",
          "sigpending",
          "stack");

  /** Refuses an unknown name, and a soft limit above the hard one. */
  public Ulimit {
    if (!NAMES.contains(name)) {
      throw Secrets.refusal(
          "invalid ulimit type: " + name + "; write one of " + String.join(", ", NAMES));
    }
    if (hard != UNLIMITED && (soft == UNLIMITED || soft > hard)) {
      throw Secrets.refusal(
          "ulimit soft limit must be less than or equal to hard limit: "
              + (soft == UNLIMITED ? "soft: -1 (unlimited), hard: " + hard : soft + " > " + hard)
              + "; raise the hard limit or lower the soft one");
    }
  }

  /** The same soft and hard limit. */
  public static Ulimit of(String name, long limit) {
    return new Ulimit(name, limit, limit);
  }

  /** A soft and a hard limit. */
  public static Ulimit of(String name, long soft, long hard) {
    return new Ulimit(name, soft, hard);
  }

  /** How many files a process may have open: {@code nofile}. */
  public static Ulimit openFiles(long limit) {
    return of("nofile", limit);
  }

  /** How many processes the user may have on the whole host: {@code nproc}. */
  public static Ulimit processes(long limit) {
    return of("nproc", limit);
  }

  /** How many bytes a process may lock in memory: {@code memlock}. */
  public static Ulimit lockedMemory(long bytes) {
    return of("memlock", bytes);
  }

  /** How many bytes a core dump may have: {@code core}. */
  public static Ulimit coreDump(long bytes) {
    return of("core", bytes);
  }

  /** How many bytes the stack of a process may have: {@code stack}. */
  public static Ulimit stack(long bytes) {
    return of("stack", bytes);
  }

  /** The names of the limits, in order. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Reads {@code name=limit} or {@code name=soft:hard}; −1 is no limit.
   *
   * @throws IllegalArgumentException if the text has another form, the name is unknown or the soft
   *     limit is above the hard one
   */
  public static Ulimit parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw Secrets.refusal(
          "invalid ulimit argument: " + text + "; write name=limit or name=soft:hard");
    }
    String name = text.substring(0, equals);
    if (!NAMES.contains(name)) {
      return of(name, 0); // fails, and says which names there are
    }
    String[] limits = text.substring(equals + 1).split(":", -1);
    if (limits.length > 2) {
      throw Secrets.refusal(
          "too many limit value arguments - "
              + text.substring(equals + 1)
              + ", can only have up to two, `soft[:hard]`; write name=soft:hard");
    }
    long hard = Numbers.parseDecimal(limits[limits.length - 1]);
    return of(name, Numbers.parseDecimal(limits[0]), hard);
  }

  /** {@code name=limit} where both limits are the same, else {@code name=soft:hard}. */
  @Override
  public String toString() {
    return name + "=" + soft + (soft == hard ? "" : ":" + hard);
  }
}
