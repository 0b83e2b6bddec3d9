package io.containerrun.engine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.containerrun.Change;
import io.containerrun.CommandLineException;
import io.containerrun.ContainerRun;
import io.containerrun.InvalidRunException;
import io.containerrun.Violation;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.RawEngine;
import io.containerrun.engine.testing.ThisSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Containers of recorded lines, created on the engine that is there and read back. */
@OnEngine
class ReadBackIT extends ConnectedToEngine {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> IMAGES =
      List.of(
          "containerrun/full", "containerrun/entry", "containerrun/health", "containerrun/shell");

  /** Records what the engine reports about each line; the property names the file. */
  private void recordAll(Path file) throws IOException {
    Map<String, JsonNode> containers = new LinkedHashMap<>();
    for (ConformanceCase line : ConformanceTest.cases()) {
      if (line.expected().path("create").isObject()) {
        inspected(line).ifPresent(it -> containers.put(line.id(), it));
      }
    }
    JsonNode image = RawEngine.ask(Request.get("/images/" + RecordedInspect.IMAGE + "/json"));
    ContainerRun plain = ContainerRun.of(RecordedInspect.IMAGE);
    JsonNode base = InspectedCreate.of(plain, engine.apiVersion()).orElseThrow();
    Files.write(file, RecordedInspect.lines(image, base, containers));
    assertThat(containers).hasSizeGreaterThan(800);
  }

  /**
   * A part of the recorded lines that are fine on this engine; all of them with the property {@code
   * readback.all}.
   */
  @Test
  void readsContainersOfAllGroupsBack() throws IOException {
    String file = System.getProperty("readback.record", "");
    if (!file.isEmpty()) {
      recordAll(Path.of(file));
    }
    int step = Boolean.getBoolean("readback.all") ? 1 : 12;
    List<String> differences = new ArrayList<>();
    int read = 0;
    int same = 0;
    List<ConformanceCase> lines = ConformanceTest.cases();
    for (int i = 0; i < lines.size(); i += step) {
      Optional<Comparison> compared = compared(lines.get(i), IMAGES.get(i % IMAGES.size()));
      if (compared.isPresent()) {
        read++;
        same += compared.get().sameRequest() ? 1 : 0;
        if (!compared.get().isEqual() && !ReadBackTest.isOtherwise(lines.get(i))) {
          differences.add(lines.get(i).id() + " " + compared.get());
        }
      }
    }
    System.out.printf("read back on the engine: %d of %d the same request%n", same, read);
    assertThat(differences).isEmpty();
    assertThat(read).isGreaterThan(700 / step);
    assertThat(same).isGreaterThan(read * 9 / 10);
  }

  /**
   * What came of a line.
   *
   * @param sameRequest whether the run that was read makes the request that the container was made
   *     of
   * @param drift what differs between what both ask for
   */
  private record Comparison(ContainerRun back, boolean sameRequest, List<Change> drift) {
    boolean isEqual() {
      return sameRequest || drift.isEmpty();
    }
  }

  /** Empty for a line that this engine refuses, or of which it drops something. */
  private static Optional<Comparison> compared(ConformanceCase line, String image)
      throws IOException {
    if (!line.expected().path("create").isObject()) {
      return Optional.empty();
    }
    try (FolderEnvironment environment = new FolderEnvironment(line)) {
      ContainerRun run = named(ReadBackTest.asked(line, environment).image(image));
      if (run.validate(engine.target().strict()).stream().anyMatch(Violation::isError)) {
        return Optional.empty();
      }
      return InspectedCreate.of(run, engine.apiVersion(), id -> compared(run, id));
    } catch (InvalidRunException | CommandLineException refused) {
      return Optional.empty();
    }
  }

  private static Comparison compared(ContainerRun run, String id) {
    ContainerHandle container = engine.container(id);
    ContainerRun back = container.toRun();
    Object asked = Requests.normal(JSON.valueToTree(run.request(engine.apiVersion())));
    Object again = Requests.normal(JSON.valueToTree(back.request(engine.apiVersion())));
    return new Comparison(back, again.equals(asked), container.drift(run));
  }

  /** Others may use the name of the line. */
  private static ContainerRun named(ContainerRun run) {
    return run.get(ContainerRun.NAME)
        .map(name -> run.name("readback-" + ThisSession.label().hashCode() + name))
        .orElse(run);
  }

  private static Optional<JsonNode> inspected(ConformanceCase line) throws IOException {
    try (FolderEnvironment environment = new FolderEnvironment(line)) {
      ContainerRun run = ReadBackTest.asked(line, environment);
      Optional<JsonNode> inspected = InspectedCreate.of(run, engine.apiVersion());
      return inspected.isPresent()
          ? Optional.of(
              JSON.readTree(environment.generic(JSON.writeValueAsString(inspected.get()))))
          : inspected;
    } catch (InvalidRunException | CommandLineException refused) {
      return Optional.empty();
    }
  }
}
