package io.containerrun.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dependencies point one way: value, io.containerrun, engine, examples. */
class ArrowsTest {

  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?(io\\.containerrun(?:\\.[a-z]+)*)\\.");

  @ParameterizedTest
  @CsvSource({
    "run-api/src/main/java/io/containerrun/internal/text, io.containerrun.internal.text",
    "run-api/src/main/java/io/containerrun/value,"
        + " 'io.containerrun.value|io.containerrun.internal.text'",
    "run-api/src/main/java/io/containerrun/internal/code,"
        + " 'io.containerrun.value|io.containerrun.internal.code'",
    "run-api/src/main/java/io/containerrun/internal/rules,"
        + " 'io.containerrun|io.containerrun.value|io.containerrun.internal.(rules|text)'",
    "run-api/src/main/java/io/containerrun,"
        + " 'io.containerrun|io.containerrun.value|io.containerrun.internal.(code|rules|text)'",
    "run-engine/src/main/java/io/containerrun/engine,"
        + " 'io.containerrun|io.containerrun.value|io.containerrun.engine.*'",
    "run-examples/src/main/java/io/containerrun/examples,"
        + " 'io.containerrun|io.containerrun.value|io.containerrun.engine(.info)?'",
  })
  void importsPointBackNowhere(String folder, String allowed) throws IOException {
    List<Path> sources = sources(Path.of("..").resolve(folder));
    assertThat(sources).isNotEmpty();
    for (Path source : sources) {
      Matcher imported = IMPORT.matcher(Files.readString(source));
      while (imported.find()) {
        assertThat(imported.group(1)).as("import in %s", source).matches(allowed);
      }
    }
  }

  /** Rules read runs, and a run is asked to validate itself: this one arrow goes back. */
  @Test
  void oneClassKnowsThePackageOfTheRules() throws IOException {
    Path api = Path.of("../run-api/src/main/java/io/containerrun");
    List<Path> knowing = new ArrayList<>();
    for (Path source : sources(api)) {
      boolean isRule = source.startsWith(api.resolve("internal/rules"));
      if (!isRule && Files.readString(source).contains("import io.containerrun.internal.rules.")) {
        knowing.add(api.relativize(source));
      }
    }
    assertThat(knowing).containsExactly(Path.of("Validation.java"));
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.toString().endsWith(".java")).toList();
    }
  }
}
