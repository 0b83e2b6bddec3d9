package io.containerrun.examples.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.containerrun.examples.published.ReflectionTrace.Access;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the jars tell GraalVM's native-image is all of the reflection that their classes use. */
class ReachabilityTest {

  @ParameterizedTest
  @CsvSource({"run-api, io.containerrun.ContainerRun", "run-engine, io.containerrun.engine.Engine"})
  void theMetadataHasEveryUseInTheClassFiles(String module, Class<?> anchor) throws Exception {
    String expected = Reachability.of(ClassFiles.beside(anchor));
    Path file = file(module);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(file).as("run mvn test -Dgolden.update=true").hasContent(expected);
  }

  /** The class that an entry asks to be in use is executing then. */
  @Test
  void theMetadataHasWhatAProgramUses() throws Exception {
    List<JsonNode> entries = new ArrayList<>();
    for (String module : List.of("run-api", "run-engine")) {
      JsonNode metadata = new ObjectMapper().readTree(file(module).toFile());
      metadata.get("reflection").forEach(entries::add);
    }
    Set<Access> accesses = ReflectionTrace.of(ReflectionTour.class);
    Set<String> seen = new TreeSet<>();
    for (Access access : accesses) {
      assertThat(entries).as("%s", access).anyMatch(entry -> covers(entry, access));
      seen.add(access.call());
    }
    assertThat(seen)
        .containsExactly(
            "Class.forName",
            "Class.getConstructor",
            "Class.getDeclaredFields",
            "Class.getEnclosingClass",
            "Class.getFields",
            "Class.getMethod",
            "Class.getMethods",
            "Class.getRecordComponents",
            "Constructor.newInstance",
            "Field.get",
            "Method.invoke");
  }

  private static boolean covers(JsonNode entry, Access access) {
    String type = entry.get("type").asText();
    String condition = entry.get("condition").get("typeReached").asText();
    if (!type.equals(access.type()) || !access.stack().contains(condition)) {
      return false;
    }
    return switch (access.call()) {
      case "Class.getFields" -> entry.has("allPublicFields");
      case "Class.getMethods" -> entry.has("allPublicMethods");
      case "Class.getDeclaredFields" -> entry.has("allDeclaredFields");
      case "Field.get" -> entry.has("allPublicFields") || entry.has("allDeclaredFields");
      case "Method.invoke", "Constructor.newInstance" ->
          entry.has("allPublicMethods")
              || entry.path("methods").findValuesAsText("name").contains(access.member());
      default -> true;
    };
  }

  private static Path file(String module) {
    return BuiltJar.ROOT.resolve(
        module
            + "/src/main/resources/META-INF/native-image/io.containerrun/"
            + module
            + "/reachability-metadata.json");
  }
}
