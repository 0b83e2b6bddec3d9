package io.containerrun.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

  @TempDir private Path state;

  private Ledger ledger() {
    return new Ledger(new LedgerFolder(state.resolve("containerrun")), "unix:///s");
  }

  private List<Path> files() throws IOException {
    if (!Files.exists(state.resolve("containerrun"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(state.resolve("containerrun"))) {
      return files.toList();
    }
  }

  private Set<String> marks() throws IOException {
    return OldLedger.read(files().get(0)).map(OldLedger::marks).orElseThrow();
  }

  @Test
  void writesNothingBeforeTheFirstMark() throws IOException {
    ledger().close();
    assertThat(files()).isEmpty();
  }

  @Test
  void holdsWhatIsNotErased() throws IOException {
    try (Ledger ledger = ledger()) {
      ledger.add("a");
      ledger.add("b");
      ledger.add("c");
      ledger.remove("b", false);
      ledger.remove("unknown", true);
      assertThat(marks()).containsExactlyInAnyOrder("a", "c");
      ledger.add("d");
      assertThat(marks()).containsExactlyInAnyOrder("a", "c", "d");
      assertThat(Files.readAllLines(files().get(0))).hasSize(4 + 3);
      ledger.remove("a", true);
      ledger.remove("c", false);
      ledger.remove("d", false);
      assertThat(marks()).isEmpty();
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void staysIfSomethingIsLeft() throws IOException {
    Ledger ledger = ledger();
    ledger.add("a");
    ledger.close();
    ledger.remove("a", false);
    Optional<OldLedger> old = OldLedger.read(files().get(0));
    assertThat(old).get().returns(Set.of("a"), OldLedger::marks).returns(true, OldLedger::isLeft);
    assertThat(old.orElseThrow().owner()).isEqualTo(Owner.current());
  }

  @Test
  void isPrivate() throws IOException {
    try (Ledger ledger = ledger()) {
      ledger.add("a");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().get(0))))
          .isEqualTo("rw-------");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(state.resolve("containerrun"))))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void isNoneWhereItCannotBeWritten() throws IOException {
    Files.writeString(state.resolve("containerrun"), "a file");
    try (Ledger ledger = ledger()) {
      ledger.add("a");
      ledger.remove("a", true);
      ledger.add("b");
    }
    assertThat(state.resolve("containerrun")).hasContent("a file");
  }

  @Test
  void anInterruptDoesNoHarm() throws IOException {
    try (Ledger ledger = ledger()) {
      Thread.currentThread().interrupt();
      ledger.add("a");
      ledger.add("b");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(marks()).containsExactlyInAnyOrder("a", "b");
    }
  }
}
