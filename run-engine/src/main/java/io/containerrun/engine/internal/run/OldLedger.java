package io.containerrun.engine.internal.run;

import io.containerrun.engine.internal.api.Labels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A ledger that this process does not write.
 *
 * @param engine the address of the engine
 * @param marks what its process had to remove
 * @param changed when it was last written
 */
record OldLedger(Path file, Owner owner, String engine, Set<String> marks, Instant changed) {

  private static final int HEAD = 4;

  /** Reads a ledger; empty if the file is none, or has been removed meanwhile. */
  static Optional<OldLedger> read(Path file) {
    try {
      Instant changed = Files.getLastModifiedTime(file).toInstant();
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      if (lines.size() < HEAD || !lines.get(0).equals(Ledger.TITLE)) {
        return Optional.empty();
      }
      Owner owner = new Owner(lines.get(1), lines.get(2));
      Set<String> marks =
          lines.stream()
              .skip(HEAD)
              .map(String::strip)
              .filter(it -> !it.isEmpty())
              .collect(Collectors.toUnmodifiableSet());
      return Optional.of(new OldLedger(file, owner, lines.get(3), marks, changed));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Whether its process has ended, or is this one, which has closed the engine. */
  boolean isLeft() {
    boolean ours = file.getFileName().toString().startsWith(Labels.THIS_SESSION);
    return ours || owner.hasEnded();
  }
}
