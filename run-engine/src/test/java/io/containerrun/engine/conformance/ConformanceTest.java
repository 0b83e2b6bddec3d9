package io.containerrun.engine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every recorded command line gives the request that the reference client makes of it. */
class ConformanceTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where we differ on purpose, and why. At most one case in a hundred. */
  private static final Map<String, String> DELIBERATE =
      Map.of(
          "cli-0217", "bind-create-src is a key from client 29.3 on; the recorded one is 28.2.2",
          "cli-0221", "the same with a value");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void agreesWithTheReferenceClient(boolean fromLine) throws IOException {
    Map<String, String> differences = new TreeMap<>();
    int compared = 0;
    for (ConformanceCase recorded : cases()) {
      if (!fromLine || recorded.line().isPresent()) {
        compared++;
        difference(recorded, fromLine).ifPresent(how -> differences.put(recorded.id(), how));
      }
    }
    System.out.printf(
        "conformance by %s: %d of %d recorded cases agree, %d differ on purpose%n",
        fromLine ? "line" : "words", compared - differences.size(), compared, DELIBERATE.size());
    assertThat(differences).as("differ on purpose").containsKeys(deliberate());
    differences.keySet().removeAll(DELIBERATE.keySet());
    assertThat(differences).isEmpty();
    assertThat(DELIBERATE.size()).isLessThanOrEqualTo(compared / 100);
  }

  private static String[] deliberate() {
    return DELIBERATE.keySet().toArray(String[]::new);
  }

  private static Optional<String> difference(ConformanceCase recorded, boolean fromLine)
      throws IOException {
    JsonNode actual = ConformanceMain.result(recorded, fromLine);
    JsonNode expected = recorded.expected();
    boolean accepts = !actual.path("create").isNull();
    boolean accepted = !expected.path("create").isNull();
    if (actual.path("exit").asInt() == 70) {
      return Optional.of(actual.path("error").asText());
    }
    if (accepts != accepted) {
      boolean agreed = recorded.mayGoEitherWay() || (recorded.isQuirk() && !accepts);
      return agreed
          ? Optional.empty()
          : Optional.of(
              recorded.arguments()
                  + (accepts
                      ? " should be refused: " + expected.path("stderr").asText()
                      : " should be accepted: " + actual.path("error").asText()));
    }
    if (!accepts) {
      return Optional.empty();
    }
    Object ours = Requests.normal(actual.path("create"));
    Object theirs = Requests.normal(expected.path("create"));
    return ours.equals(theirs)
        ? Optional.empty()
        : Optional.of(recorded.arguments() + "\n  ours   " + ours + "\n  theirs " + theirs);
  }

  @Test
  void aRenderedLineReadsToAnEqualRunAndTheSameRequest() throws IOException {
    List<String> differences = new ArrayList<>();
    int read = 0;
    for (ConformanceCase recorded : cases()) {
      if (recorded.expected().path("create").isNull()) {
        continue;
      }
      try (FolderEnvironment environment = new FolderEnvironment(recorded)) {
        Optional<ContainerRun> run = accepted(recorded, environment);
        if (run.isPresent()) {
          read++;
          ApiVersion api = ApiVersion.parse(recorded.api());
          ContainerRun again = ContainerRun.parse(run.get().toCommandLine());
          boolean same =
              again.equals(run.get())
                  && ContainerRun.parse(run.get().toArguments()).equals(again)
                  && again
                      .resolve(environment)
                      .request(api)
                      .equals(run.get().resolve(environment).request(api));
          if (!same) {
            differences.add(recorded.id() + " " + run.get() + "\n  " + again);
          }
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(read).isGreaterThan(1_100);
  }

  private static Optional<ContainerRun> accepted(
      ConformanceCase recorded, FolderEnvironment environment) {
    try {
      return Optional.of(ConformanceMain.parse(recorded, environment, false));
    } catch (io.containerrun.CommandLineException refused) {
      assertThat(recorded.isQuirk() || recorded.mayGoEitherWay()).as(recorded.id()).isTrue();
      return Optional.empty();
    }
  }

  static List<ConformanceCase> cases() throws IOException {
    List<ConformanceCase> cases = new ArrayList<>();
    try (InputStream resource =
            Objects.requireNonNull(
                ConformanceTest.class.getResourceAsStream("/conformance/cases.jsonl"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        cases.add(new ConformanceCase(JSON.readTree(line)));
      }
    }
    return cases;
  }
}
