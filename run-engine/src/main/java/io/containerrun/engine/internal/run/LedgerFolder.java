package io.containerrun.engine.internal.run;

import io.containerrun.Environment;
import io.containerrun.engine.internal.api.Labels;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The private folder of a user with the ledgers of processes: {@code $XDG_STATE_HOME/containerrun},
 * or {@code .local/state/containerrun} in the home folder.
 */
record LedgerFolder(Path path) {

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** The names of the ledgers that this process has open. */
  private static final Set<String> OPEN = ConcurrentHashMap.newKeySet();

  private static final Set<PosixFilePermission> OTHERS_WRITE =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  /** The folder that the environment names. */
  static LedgerFolder of(Environment environment) {
    Path state =
        environment
            .variable("XDG_STATE_HOME")
            .map(Path::of)
            .filter(Path::isAbsolute)
            .orElseGet(() -> Path.of(System.getProperty("user.home", ""), ".local", "state"));
    return new LedgerFolder(state.resolve("containerrun"));
  }

  /** Creates a ledger of this process. */
  Path create() throws IOException {
    Files.createDirectories(path, attributes("rwx------"));
    requirePrivate();
    String name = Labels.THIS_SESSION + "-" + COUNT.incrementAndGet();
    OPEN.add(name);
    return Files.createFile(path.resolve(name), attributes("rw-------"));
  }

  RandomAccessFile open(Path ledger) throws IOException {
    return new RandomAccessFile(ledger.toFile(), "rw");
  }

  /** Records that this process no longer uses a ledger. */
  void closed(Path ledger) {
    OPEN.remove(ledger.getFileName().toString());
  }

  /** Whether there is a ledger that this process does not use. */
  boolean hasOthers() {
    String[] names = path.toFile().list();
    return names != null && List.of(names).stream().anyMatch(name -> !OPEN.contains(name));
  }

  /** The ledgers of ended processes of this user on this host, and those of closed engines. */
  List<OldLedger> left() throws IOException {
    List<OldLedger> left = new ArrayList<>();
    File[] files = path.toFile().listFiles(File::isFile);
    if (files == null) {
      return left;
    }
    requirePrivate();
    for (File file : files) {
      if (!OPEN.contains(file.getName())) {
        OldLedger.read(file.toPath()).filter(OldLedger::isLeft).ifPresent(left::add);
      }
    }
    return left;
  }

  /** What others may write decides about nothing. */
  private void requirePrivate() throws IOException {
    if (isPosix()
        && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS_WRITE::contains)) {
      throw new IOException(path + " may be written by other users; take that permission away");
    }
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] attributes(String permissions) {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
