package io.containerrun.value;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Linux capability: one of the parts the rights of root are divided into.
 *
 * <pre>{@code
 * Capability.NET_ADMIN
 * Capability.of("net_admin")      // the same
 * Capability.ALL                  // every capability there is
 * }</pre>
 *
 * <p>A name that is not {@linkplain #known() known} here is passed on, as the engine may know more.
 *
 * @param name the full name in capitals, such as {@code CAP_NET_ADMIN}, or {@code ALL}; a name in
 *     any case and with or without {@code CAP_} is brought into this form
 */
public record Capability(String name) implements Comparable<Capability> {

  private static final String PREFIX = "CAP_";
  private static final String EVERY = "ALL";

  /** What the engine gives a container unless told otherwise (moby's default set). */
  private static final Set<String> DEFAULTS =
      names(
          "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE NET_RAW SETFCAP"
              + " SETGID SETPCAP SETUID SYS_CHROOT");

  private static final Set<String> KNOWN =
      names(
          String.join(" ", DEFAULTS)
              + " AUDIT_CONTROL AUDIT_READ BLOCK_SUSPEND BPF CHECKPOINT_RESTORE DAC_READ_SEARCH"
              + " IPC_LOCK IPC_OWNER LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE NET_ADMIN"
              + " NET_BROADCAST PERFMON SYS_ADMIN SYS_BOOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE"
              + " SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG SYSLOG WAKE_ALARM");

  /** Every capability. */
  public static final Capability ALL = of(EVERY);

  /** Change the owner of any file. */
  public static final Capability CHOWN = of("CHOWN");

  /** Lock memory, so that it is not swapped. */
  public static final Capability IPC_LOCK = of("IPC_LOCK");

  /** Make device files. */
  public static final Capability MKNOD = of("MKNOD");

  /** Set up interfaces, addresses, routes and the firewall. */
  public static final Capability NET_ADMIN = of("NET_ADMIN");

  /** Listen on ports below 1024. */
  public static final Capability NET_BIND_SERVICE = of("NET_BIND_SERVICE");

  /** Use raw and packet sockets, as ping does. */
  public static final Capability NET_RAW = of("NET_RAW");

  /** Become another group. */
  public static final Capability SETGID = of("SETGID");

  /** Become another user. */
  public static final Capability SETUID = of("SETUID");

  /** Mount, and much else: close to root. */
  public static final Capability SYS_ADMIN = of("SYS_ADMIN");

  /** Raise priorities and choose real-time scheduling. */
  public static final Capability SYS_NICE = of("SYS_NICE");

  /** Trace other processes. */
  public static final Capability SYS_PTRACE = of("SYS_PTRACE");

  /** Set the clock. */
  public static final Capability SYS_TIME = of("SYS_TIME");

  /** Brings the name into its full form. */
  public Capability {
    String upper = upperCase(name);
    name = upper.equals(EVERY) || upper.startsWith(PREFIX) ? upper : PREFIX + upper;
  }

  /** The capability of this name, in any case, with or without {@code CAP_}. */
  public static Capability of(String name) {
    return new Capability(name);
  }

  /** The same as {@link #of}: docker takes any text. */
  public static Capability parse(String text) {
    return of(text);
  }

  /** The short names of the capabilities of Linux, such as {@code NET_ADMIN}, in order. */
  public static Set<String> known() {
    return KNOWN;
  }

  /** The short names of the capabilities a container has by default, in order. */
  public static Set<String> defaults() {
    return DEFAULTS;
  }

  /** Whether this is {@link #ALL} or has a {@linkplain #known() known} name. */
  public boolean isKnown() {
    return name.equals(EVERY) || KNOWN.contains(name.substring(PREFIX.length()));
  }

  /** In the order of the full names, which is the order an engine is sent them in. */
  @Override
  public int compareTo(Capability other) {
    return name.compareTo(other.name);
  }

  /** The short name: {@code NET_ADMIN}. */
  @Override
  public String toString() {
    String rest = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    boolean readsOtherwise = rest.isEmpty() || rest.equals(EVERY) || rest.startsWith(PREFIX);
    return readsOtherwise ? name : rest;
  }

  /** Letter by letter as Go does it: a letter never becomes two. */
  private static String upperCase(String text) {
    StringBuilder upper = new StringBuilder();
    text.codePoints().map(Character::toUpperCase).forEach(upper::appendCodePoint);
    return upper.toString();
  }

  private static Set<String> names(String spaced) {
    return Collections.unmodifiableSet(new TreeSet<>(List.of(spaced.split(" ", -1))));
  }
}
