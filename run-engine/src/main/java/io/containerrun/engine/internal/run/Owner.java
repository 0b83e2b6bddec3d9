package io.containerrun.engine.internal.run;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The process that owns an object, as a label and the ledger name it.
 *
 * @param account the user and the host: {@code ada@build7-1f2e3d4c}
 * @param process the process on that host: its id, start time, PID namespace and the boot of the
 *     host, separated by dots; the last two are {@code -} where the system has none
 */
record Owner(String account, String process) {

  private static final String NONE = "-";

  private static final String PROC = "/proc";

  private static final File PROC_SELF = new File(PROC, "self/stat");

  /** The index of the start time behind the name of a process. */
  private static final int START = 19;

  /** Read at the first use: a process that creates nothing needs no owner. */
  private static final class Current {
    private static final Owner OWNER = new Owner(readAccount(), readProcess());
  }

  /** This process. */
  static Owner current() {
    return Current.OWNER;
  }

  /**
   * Whether the process of an owner has certainly ended. False if this process cannot know: for
   * those of other users and hosts, and for those of other PID namespaces.
   */
  boolean hasEnded() {
    List<String> theirs = List.of(process.split("\\.", -1));
    List<String> ours = List.of(current().process.split("\\.", -1));
    if (!account.equals(current().account) || theirs.size() != ours.size()) {
      return false;
    }
    String boot = theirs.get(3);
    if (!boot.equals(ours.get(3))) {
      return !boot.equals(NONE) && !ours.get(3).equals(NONE);
    }
    return theirs.get(2).equals(ours.get(2)) && !isRunning(theirs.get(0), theirs.get(1));
  }

  /** Whether a process with that id and start time runs; true if that cannot be read. */
  private static boolean isRunning(String pid, String start) {
    try {
      long id = Long.parseLong(pid);
      return PROC_SELF.isFile()
          ? stat(new File(PROC, id + "/stat")).filter(it -> it.start.equals(start)).isPresent()
          : start.equals(startOf(ProcessHandle.of(id)));
    } catch (IOException | NumberFormatException unknown) {
      return true;
    }
  }

  private record Stat(String pid, String start) {}

  /** The id and the start time of a process; empty if there is none, or it has ended. */
  private static Optional<Stat> stat(File file) throws IOException {
    if (!file.exists()) {
      return Optional.empty();
    }
    // pid (name) state ppid …; the name may contain blanks and parentheses.
    String line = read(file);
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    boolean ended = fields[0].equals("Z") || fields[0].equals("X");
    String pid = line.substring(0, line.indexOf(' '));
    return ended ? Optional.empty() : Optional.of(new Stat(pid, fields[START]));
  }

  /** The start time on systems without {@code /proc}. */
  private static String startOf(Optional<ProcessHandle> process) {
    return process
        .filter(ProcessHandle::isAlive)
        .flatMap(it -> it.info().startInstant())
        .map(it -> Long.toString(it.toEpochMilli()))
        .orElse(NONE);
  }

  private static String readProcess() {
    Optional<Stat> own = Optional.empty();
    try {
      own = stat(PROC_SELF);
    } catch (IOException unreadable) {
      return NONE + "." + NONE + "." + NONE + "." + NONE;
    }
    if (own.isEmpty()) {
      ProcessHandle current = ProcessHandle.current();
      return current.pid() + "." + startOf(Optional.of(current)) + "." + NONE + "." + NONE;
    }
    String boot = text(new File(PROC, "sys/kernel/random/boot_id"));
    return own.get().pid
        + "."
        + own.get().start
        + "."
        + pidNamespace()
        + "."
        + (boot.isEmpty() ? NONE : boot);
  }

  /** The number in {@code pid:[4026531836]}. */
  private static String pidNamespace() {
    try {
      String link = Files.readSymbolicLink(Path.of(PROC, "self/ns/pid")).toString();
      return link.substring(link.indexOf('[') + 1, link.indexOf(']'));
    } catch (IOException | UnsupportedOperationException | IndexOutOfBoundsException none) {
      return NONE;
    }
  }

  private static String readAccount() {
    String host = text(new File(PROC, "sys/kernel/hostname"));
    if (host.isEmpty()) {
      host = variable("HOSTNAME").or(() -> variable("COMPUTERNAME")).orElse("localhost");
    }
    String user = System.getProperty("user.name", "").strip();
    if (user.isEmpty() || user.equals("?")) {
      user = userId();
    }
    return user + "@" + host + "-" + digest(text(new File("/etc/machine-id")) + "/" + host);
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name));
  }

  /** The id of a user without a name. */
  private static String userId() {
    try {
      return String.valueOf(Files.getAttribute(Path.of(PROC, "self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException unknown) {
      return "unknown";
    }
  }

  /** The id of a machine is confidential: it is shown only as part of a hash. */
  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException impossible) {
      throw new UncheckedIOException(new IOException(impossible));
    }
  }

  /** The content of a small file; empty if it cannot be read. */
  private static String text(File file) {
    try {
      return read(file).strip();
    } catch (IOException missing) {
      return "";
    }
  }

  private static String read(File file) throws IOException {
    try (InputStream in = new FileInputStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
