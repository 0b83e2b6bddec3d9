package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The packages of this module are rooms: each has one subject, and dependencies go down only. */
class RoomsTest {

  /** From the top down: a room may use those behind it. */
  private static final List<String> ROOMS =
      List.of(
          "ready",
          "handle",
          "run",
          "api",
          "stream",
          "config",
          "files",
          "dockerjava",
          "http",
          "readback",
          "json",
          "util");

  private static final Path SOURCES = Path.of("src/main/java/io/containerrun/engine");

  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?io\\.containerrun\\.([a-z.]*)([A-Z]\\w*)");

  /** The rooms that use the handles. */
  private static final Set<String> ABOVE = Set.of("ready", "handle");

  /** Types that call an engine: the rooms below the handles are called by them. */
  private static final Set<String> CALLERS =
      Set.of(
          "Engine",
          "ContainerHandle",
          "RunningContainer",
          "Images",
          "Networks",
          "Volumes",
          "Terminal");

  @Test
  void knowsEveryRoom() throws IOException {
    try (Stream<Path> folders = Files.list(SOURCES.resolve("internal"))) {
      assertThat(folders.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(ROOMS);
    }
  }

  @Test
  void everyRoomSaysWhatBelongsThere() throws IOException {
    for (String room : ROOMS) {
      Path info = SOURCES.resolve("internal").resolve(room).resolve("package-info.java");
      assertThat(Files.readString(info)).contains("<p>What belongs here");
    }
  }

  @ParameterizedTest
  @FieldSource("ROOMS")
  void aRoomUsesOnlyThoseBelowIt(String room) throws IOException {
    List<String> below = ROOMS.subList(ROOMS.indexOf(room), ROOMS.size());
    for (Path source : sources(SOURCES.resolve("internal").resolve(room))) {
      Matcher imported = IMPORT.matcher(Files.readString(source));
      while (imported.find()) {
        String user = imported.group(1);
        if (user.startsWith("engine.internal.")) {
          assertThat(below)
              .as("import of %s in %s", imported.group(), source)
              .contains(user.substring("engine.internal.".length(), user.length() - 1));
        } else if (user.equals("engine.") && !ABOVE.contains(room)) {
          assertThat(CALLERS).as("import in %s", source).doesNotContain(imported.group(2));
        }
      }
    }
  }

  @Test
  void whatEnginesReportDependsOnValuesAlone() throws IOException {
    for (Path source : sources(SOURCES.resolve("info"))) {
      Matcher imported = IMPORT.matcher(Files.readString(source));
      while (imported.find()) {
        assertThat(imported.group(1)).as("import in %s", source).isEqualTo("value.");
      }
    }
  }

  @Test
  void whatTestFrameworksCallUsesThePublicInterfaceAlone() throws IOException {
    for (Path source : sources(SOURCES.resolve("junit"))) {
      Matcher imported = IMPORT.matcher(Files.readString(source));
      while (imported.find()) {
        assertThat(imported.group(1))
            .as("import in %s", source)
            .matches("|value\\.|engine\\.|engine\\.info\\.");
      }
    }
  }

  @Test
  void whatTranslatesForDockerJavaUsesFewHiddenClasses() throws IOException {
    // The environment of this process, the facts that an engine reports, a message.
    Set<String> hidden =
        Set.of(
            "engine.internal.config.ProcessEnvironment",
            "engine.internal.dockerjava.DockerJavaCarrier",
            "engine.internal.json.EngineInfoJson",
            "engine.internal.util.OptionalDependency");
    for (Path source : sources(SOURCES.resolve("dockerjava"))) {
      Matcher imported = IMPORT.matcher(Files.readString(source));
      while (imported.find()) {
        String name = imported.group(1) + imported.group(2);
        if (!hidden.contains(name)) {
          assertThat(name).as("import in %s", source).matches("(value\\.|engine\\.)?\\w+");
        }
      }
    }
  }

  @Test
  void whatMeetsTestcontainersUsesThatForDockerJavaToo() throws IOException {
    for (Path source : sources(SOURCES.resolve("testcontainers"))) {
      Matcher imported = IMPORT.matcher(Files.readString(source));
      while (imported.find()) {
        String name = imported.group(1) + imported.group(2);
        if (!name.equals("engine.internal.util.OptionalDependency")) {
          assertThat(name)
              .as("import in %s", source)
              .matches("(value\\.|engine\\.(info\\.|dockerjava\\.)?)?\\w+");
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "junit, junit, org.junit",
    "dockerjava, testcontainers, com.github.dockerjava",
    "testcontainers, testcontainers, org.testcontainers"
  })
  void nothingElseNeedsWhatIsOptional(String folder, String other, String dependency)
      throws IOException {
    try (Stream<Path> paths = Files.walk(SOURCES)) {
      for (Path source : paths.filter(it -> it.toString().endsWith(".java")).toList()) {
        String place = source.toString();
        if (!place.contains("/" + folder + "/") && !place.contains("/" + other + "/")) {
          assertThat(Files.readString(source)).as(source.toString()).doesNotContain(dependency);
        }
      }
    }
  }

  @Test
  void noPackageHasMoreThanFortyFiveFiles() throws IOException {
    Set<String> crowded = new TreeSet<>();
    try (Stream<Path> folders = Files.walk(SOURCES)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        try (Stream<Path> files = Files.list(folder)) {
          if (files.filter(it -> it.toString().endsWith(".java")).count() > 46) { // package-info
            crowded.add(folder.toString());
          }
        }
      }
    }
    assertThat(crowded).isEmpty();
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      List<Path> sources = paths.filter(path -> path.toString().endsWith(".java")).toList();
      assertThat(sources).isNotEmpty();
      return sources;
    }
  }
}
