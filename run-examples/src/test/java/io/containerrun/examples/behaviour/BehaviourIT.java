package io.containerrun.examples.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The example program behaves as the reference client was seen to behave. */
@Tag("slow")
@EnabledIfEnvironmentVariable(
    named = "CONTAINERRUN_REQUIRE_ENGINE",
    matches = "true",
    disabledReason = "./verify makes sure of an engine, its images and the docker command")
class BehaviourIT {

  private static final Path CASES = Path.of("src/test/resources/behaviour.jsonl");
  private static final Pattern OF_THE_CLIENT =
      Pattern.compile("docker run --help|requires API version");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9/_.-]{3,}");

  /** Engines keep the mounts of a container in a map of Go, which has another order at times. */
  private static final String ANY_ORDER = "range .Mounts";

  /** Our messages say what to do, and are not the client's word for word. */
  private static final double ENOUGH_WORDS = 1 / 3.0;

  @Test
  void behavesAsRecorded() throws Exception {
    assertThat(DockerCommand.isThere()).as("the docker command is on the PATH").isTrue();
    List<BehaviourCase> cases = new ArrayList<>();
    for (String line : Files.readAllLines(CASES)) {
      cases.add(new BehaviourCase(new ObjectMapper().readTree(line)));
    }
    long start = System.nanoTime();
    List<ObjectNode> results = BehaviourMain.runAll(cases);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      differences.addAll(differences(cases.get(i), results.get(i)));
    }
    System.out.println(
        cases.size()
            + " recorded runs compared in "
            + (System.nanoTime() - start) / 1_000_000_000
            + " s, "
            + differences.size()
            + " differences");
    assertThat(differences).isEmpty();
    assertThat(cases).hasSizeGreaterThan(100);
  }

  private static List<String> differences(BehaviourCase recorded, JsonNode result) {
    JsonNode expected = recorded.expected();
    List<String> differences = new ArrayList<>();
    String id = recorded.id();
    compare(differences, id, expected, result, List.of("exit", "stdout", "file"));
    if (!agrees(expected.path("stderr").asText(), result.path("stderr").asText())) {
      compare(differences, id, expected, result, List.of("stderr"));
    }
    for (String steps : List.of("during", "after")) {
      for (int i = 0; i < expected.path(steps).size(); i++) {
        JsonNode step = expected.path(steps).path(i);
        JsonNode done = result.path(steps).path(i);
        String command = recorded.json().path(steps).path(i).toString();
        compare(
            differences,
            id + " " + steps + " " + i,
            step,
            done,
            command.contains(ANY_ORDER) && sorted(step).equals(sorted(done))
                ? List.of("exit")
                : List.of("exit", "stdout"));
      }
    }
    return differences;
  }

  private static List<String> sorted(JsonNode step) {
    return Stream.of(step.path("stdout").asText().split(" ")).sorted().toList();
  }

  private static void compare(
      List<String> differences, String what, JsonNode expected, JsonNode got, List<String> fields) {
    for (String field : fields) {
      if (expected.has(field) && !expected.path(field).equals(got.path(field))) {
        differences.add(
            what + " " + field + ": " + expected.path(field) + " but " + got.path(field));
      }
    }
  }

  /** What a container wrote must be the same; of a message of the client only words are counted. */
  private static boolean agrees(String expected, String got) {
    if (expected.equals(got) || !OF_THE_CLIENT.matcher(expected).find()) {
      return expected.equals(got);
    }
    Set<String> wanted = words(expected.lines().findFirst().orElse(""));
    long found = wanted.stream().filter(words(got)::contains).count();
    return found >= wanted.size() * ENOUGH_WORDS;
  }

  private static Set<String> words(String text) {
    return WORD.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
