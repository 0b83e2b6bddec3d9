package io.containerrun.engine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.CreateRequest;
import io.containerrun.Fact;
import io.containerrun.Target;
import io.containerrun.engine.internal.readback.ReadBack;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every container that a real engine made of a recorded line reads back to a run that makes the
 * same create request.
 */
class ReadBackTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The recorded engine is 28.5.2. */
  private static final ApiVersion API = new ApiVersion(1, 51);

  private static final Target ENGINE =
      Target.of("linux", API)
          .with(Fact.CGROUP_VERSION, 1)
          .with(Fact.HOST_NAME, "vm")
          .with(Fact.DEFAULT_RUNTIME, "runc")
          .with(Fact.DEFAULT_LOG_DRIVER, "json-file");

  private static final String DISCARDED = "the engine discards the weight, with a warning";
  private static final String CLEANED = "the engine drops the slash at the end";
  private static final String NO_LIMIT = "the engine has no limit where less than 1 is asked for";
  private static final String TWICE = "a variable twice, of which the last counts: the run has one";
  private static final String DEFAULT = "what the line asks for is what it would get anyway";

  /** Lines that do not read back to the same request, and why. */
  private static final Map<String, String> OTHERWISE =
      Map.ofEntries(
          Map.entry("cli-0249", DISCARDED),
          Map.entry("docs-0029", DISCARDED),
          Map.entry("docs-0030", DISCARDED),
          Map.entry("docs-0031", DISCARDED),
          Map.entry("gen-0442", DISCARDED),
          Map.entry("gen-0443", DISCARDED),
          Map.entry("gen-0444", DISCARDED),
          Map.entry("gen-0450", DISCARDED),
          Map.entry("gen-0452", DISCARDED),
          Map.entry("docs-0061", CLEANED),
          Map.entry("seed-0005", CLEANED),
          Map.entry("gen-0509", NO_LIMIT),
          Map.entry("seed-0057", NO_LIMIT),
          Map.entry("gen-0668", TWICE),
          Map.entry("gen-0684", TWICE),
          Map.entry("seed-0079", TWICE),
          Map.entry("gen-1067", DEFAULT),
          Map.entry("gen-1383", DEFAULT),
          Map.entry("moby-0228", DEFAULT),
          Map.entry("pop-0077", DEFAULT),
          Map.entry("pop-0081", DEFAULT),
          Map.entry("seed-0051", DEFAULT),
          Map.entry("seed-0065", DEFAULT),
          Map.entry("gen-1008", "an address of its own is dropped with another's network"));

  @Test
  void readsBackToARunThatMakesTheSameRequest() throws IOException {
    RecordedInspect recorded = RecordedInspect.read();
    Map<String, String> differences = new TreeMap<>();
    for (ConformanceCase line : ConformanceTest.cases()) {
      JsonNode container = recorded.containers().get(line.id());
      if (container != null) {
        difference(line, container, recorded.image())
            .ifPresent(how -> differences.put(line.id(), how));
      }
    }
    int created = recorded.containers().size();
    long discarded = OTHERWISE.values().stream().filter(DISCARDED::equals).count();
    int same = created - differences.size();
    System.out.printf(
        "read back: %d of %d containers give the same request (%.1f %%), %.1f %% of those that"
            + " the engine made as asked%n",
        same, created, 100.0 * same / created, 100.0 * same / (created - discarded));
    differences.forEach((id, how) -> System.out.println("  " + id + " " + OTHERWISE.get(id)));
    assertThat(differences.keySet())
        .as("%s", differences)
        .containsExactlyInAnyOrderElementsOf(OTHERWISE.keySet());
    assertThat(same).isGreaterThanOrEqualTo((int) Math.ceil(0.98 * (created - discarded)));
  }

  private static Optional<String> difference(
      ConformanceCase line, JsonNode container, JsonNode image) throws IOException {
    try (FolderEnvironment environment = new FolderEnvironment(line)) {
      ContainerRun asked = asked(line, environment);
      String sent = environment.generic(JSON.writeValueAsString(asked.request(API)));
      CreateRequest request = new ReadBack(image, ENGINE).request(container);
      ContainerRun back = request.toRun();
      Object expected = Requests.normal(JSON.readTree(sent));
      Object actual = Requests.normal(JSON.valueToTree(back.request(API)));
      List<String> unread = request.unread();
      return actual.equals(expected) && unread.isEmpty()
          ? Optional.empty()
          : Optional.of(back + " leaves " + unread + "\n  sent " + expected + "\n  back " + actual);
    }
  }

  /** Whether there is a reason why a line does not read back to the same request. */
  static boolean isOtherwise(ConformanceCase line) {
    return OTHERWISE.containsKey(line.id());
  }

  /** The run of a line as it was recorded: of a local image, so that no platform is asked for. */
  static ContainerRun asked(ConformanceCase line, FolderEnvironment environment) {
    return ConformanceMain.parse(line, environment, false)
        .resolve(environment)
        .image(RecordedInspect.IMAGE)
        .without(ContainerRun.PLATFORM);
  }
}
