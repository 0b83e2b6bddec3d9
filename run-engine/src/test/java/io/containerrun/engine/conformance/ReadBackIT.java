package io.containerrun.engine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.containerrun.ContainerRun;
import io.containerrun.InvalidRunException;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.RawEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Containers of recorded lines, created on the engine that is there and read back. */
@OnEngine
class ReadBackIT extends ConnectedToEngine {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Records what the engine reports about each line; the property names the file. */
  @Test
  @EnabledIfSystemProperty(named = "readback.record", matches = ".+")
  void recordsWhatTheEngineReports() throws IOException {
    Map<String, JsonNode> containers = new LinkedHashMap<>();
    for (ConformanceCase line : ConformanceTest.cases()) {
      if (line.expected().path("create").isObject()) {
        inspected(line).ifPresent(it -> containers.put(line.id(), it));
      }
    }
    JsonNode image = RawEngine.ask(Request.get("/images/" + RecordedInspect.IMAGE + "/json"));
    ContainerRun plain = ContainerRun.of(RecordedInspect.IMAGE);
    JsonNode base = InspectedCreate.of(plain, engine.apiVersion()).orElseThrow();
    Path file = Path.of(System.getProperty("readback.record"));
    Files.write(file, RecordedInspect.lines(image, base, containers));
    assertThat(containers).hasSizeGreaterThan(800);
  }

  private static Optional<JsonNode> inspected(ConformanceCase line) throws IOException {
    try (FolderEnvironment environment = new FolderEnvironment(line)) {
      ContainerRun run = ReadBackTest.asked(line, environment);
      Optional<JsonNode> inspected = InspectedCreate.of(run, engine.apiVersion());
      return inspected.isPresent()
          ? Optional.of(JSON.readTree(environment.generic(JSON.writeValueAsString(inspected.get()))))
          : inspected;
    } catch (InvalidRunException | io.containerrun.CommandLineException refused) {
      return Optional.empty();
    }
  }
}
