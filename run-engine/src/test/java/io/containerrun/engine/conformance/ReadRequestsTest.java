package io.containerrun.engine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.CreateRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every recorded create request reads to a run that makes the same request. */
class ReadRequestsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final TypeReference<Map<String, String>> QUERY = new TypeReference<>() {};
  private static final TypeReference<Map<String, Object>> BODY = new TypeReference<>() {};

  /** Requests that no run makes, and why. */
  private static final Map<String, String> UNSAYABLE =
      Map.of(
          "gen-0340", "a memory limit beyond 64 bits, which the reference client sends as negative",
          "gen-0341", "the same",
          "gen-0342", "the same",
          "gen-0344", "the same",
          "gen-0668", "a variable twice, of which the last counts: the run has it once",
          "gen-0684", "the same",
          "seed-0079", "the same");

  @Test
  void readsToARunThatMakesTheSameRequest() throws IOException {
    Map<String, String> differences = new TreeMap<>();
    int read = 0;
    for (ConformanceCase recorded : ConformanceTest.cases()) {
      JsonNode create = recorded.expected().path("create");
      if (!create.isNull()) {
        read++;
        difference(recorded, create).ifPresent(how -> differences.put(recorded.id(), how));
      }
    }
    System.out.printf(
        "read requests: %d of %d give a run that makes the same%n",
        read - differences.size(), read);
    differences.forEach((id, how) -> System.out.println("  " + id + " " + how));
    assertThat(differences.keySet()).isEqualTo(UNSAYABLE.keySet());
  }

  private static Optional<String> difference(ConformanceCase recorded, JsonNode create) {
    CreateRequest request =
        new CreateRequest(
            JSON.convertValue(create.path("query"), QUERY),
            JSON.convertValue(create.path("body"), BODY));
    ContainerRun run;
    try {
      run = request.toRun();
    } catch (RuntimeException e) {
      return Optional.of(e + " " + create);
    }
    Object again = Requests.normal(JSON.valueToTree(run.request(ApiVersion.parse(recorded.api()))));
    return again.equals(Requests.normal(create)) && request.unread().isEmpty()
        ? Optional.empty()
        : Optional.of(
            request.unread()
                + " "
                + run.toCommandLine()
                + "\n  read "
                + again
                + "\n  sent "
                + Requests.normal(create));
  }
}
