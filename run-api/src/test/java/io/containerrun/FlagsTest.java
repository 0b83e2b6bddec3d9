package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue has the flags of {@code docker run}: none is missing, none is made up. */
class FlagsTest {

  /** It runs nothing, so it is no option of a run; the reader answers it with an error. */
  private static final Set<String> NO_OPTION = Set.of("help");

  @Test
  void theCatalogueHasEveryFlagAndNoOther() {
    Set<String> flags = new TreeSet<>(flags("1.12"));
    flags.addAll(flags("today"));
    assertThat(flags).hasSizeGreaterThanOrEqualTo(108); // more may come
    flags.removeAll(NO_OPTION);
    Set<String> known =
        Option.all().stream()
            .flatMap(option -> Stream.concat(Stream.of(option.flag()), option.aliases().stream()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(known).isEqualTo(flags);
  }

  /** Whether the 1.12 reference has a flag. */
  static boolean isOld(String flag) {
    return lines().contains(flag + " 1.12");
  }

  /** Whether a flag is one of docker run, of whatever time. */
  static boolean isKnown(String flag) {
    return isOld(flag) || lines().contains(flag + " today");
  }

  /** The flags of a time: {@code 1.12}, or {@code today} for those that it lacks. */
  static Set<String> flags(String time) {
    return lines().stream()
        .filter(line -> line.endsWith(" " + time))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> lines() {
    try (InputStream resource =
            Objects.requireNonNull(FlagsTest.class.getResourceAsStream("/flags.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
