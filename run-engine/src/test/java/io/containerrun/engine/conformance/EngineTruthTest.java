package io.containerrun.engine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.containerrun.ApiVersion;
import io.containerrun.CommandLineException;
import io.containerrun.Fact;
import io.containerrun.Target;
import io.containerrun.Violation;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the rules say of recorded runs, against what a real engine answered to them: no run is
 * called impossible that it created, and none that it refused by a rule goes unnoticed.
 */
class EngineTruthTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The recorded engine, as far as it said what it is. */
  private static final Target RECORDED =
      Target.of("linux", new ApiVersion(1, 50))
          .with(Fact.ENGINE_VERSION, "20.10.24")
          .with(Fact.CGROUP_VERSION, 1)
          .with(Fact.CGROUP_DRIVER, "cgroupfs")
          .with(Fact.MEMORY_LIMIT, true)
          .with(Fact.SWAP_LIMIT, true)
          .with(Fact.CPU_PERIOD, true)
          .with(Fact.CPU_QUOTA, true)
          .with(Fact.CPU_SHARES, true)
          .with(Fact.CPU_SETS, true)
          .with(Fact.PIDS_LIMIT, true)
          .with(Fact.OOM_KILL_DISABLE, true)
          .with(Fact.IPV4_FORWARDING, true)
          .with(Fact.PROCESSORS, 2)
          .with(Fact.STORAGE_DRIVER, "overlay2")
          .with(Fact.BACKING_FILESYSTEM, "extfs")
          .with(Fact.SECURITY, Set.of("seccomp"))
          .with(
              Fact.RUNTIMES,
              Set.of("io.containerd.runc.v2", "io.containerd.runtime.v1.linux", "runc"))
          .with(Fact.VOLUME_DRIVERS, Set.of("local"))
          .with(
              Fact.LOG_DRIVERS,
              Set.of(
                  "awslogs",
                  "fluentd",
                  "gcplogs",
                  "gelf",
                  "journald",
                  "json-file",
                  "local",
                  "logentries",
                  "splunk",
                  "syslog"));

  /** Rules whose errors the engine does not see at create, and why they are right. */
  private static final Map<String, String> NOT_AT_CREATE =
      Map.ofEntries(
          Map.entry("blkio-weight-range", "an engine that drops weights does not check them"),
          Map.entry("cpu-shares-range", "the runtime refuses it at start"),
          Map.entry("cpus-minimum", "the kernel refuses so short a quota at start"),
          Map.entry("detach-keys-valid", "only attach sends them"),
          Map.entry("gpu-count-or-devices", "the engine looks at devices at start"),
          Map.entry("mount-target-absolute", "a volume without name is made at an odd path"),
          Map.entry("mount-target-root", "such a container does not start"),
          Map.entry("name-pattern", "recorded with a prefix before each name"),
          Map.entry("port-zero", "engines refuse it from 29 on; before it reaches nothing"),
          Map.entry("tmpfs-options", "the mount fails at start"),
          Map.entry("user-range", "the runtime refuses it at start"),
          Map.entry("windows-path", "a letter with a colon is made a volume at an odd path"));

  /** What refusals say that are facts of the recorded engine's machine, and not of the run. */
  private static final Map<String, String> FACTS =
      Map.ofEntries(
          Map.entry("bind source path does not exist", "it has no such path"),
          Map.entry("No such container", "it has no such container"),
          Map.entry("No such image", "it has no such image"),
          Map.entry("not available - requested", "it has 2 processors and one memory node"),
          Map.entry("error looking up volume plugin", "it has no such volume driver"),
          Map.entry("error looking up logging plugin", "it has no such log driver"),
          Map.entry("unknown log opt", "its default log driver is json-file"));

  /** Warnings that foresee a refusal of this engine, and why they are no errors. */
  private static final Map<String, String> WARNED =
      Map.of("windows-source", "Docker Desktop takes it, whose engine runs on Linux as well");

  record Response(ConformanceCase recorded, int status, String message) {}

  @Test
  void callsNoRunImpossibleThatTheEngineCreated() throws IOException {
    Map<String, List<String>> excused = new TreeMap<>();
    List<String> falseAlarms = new ArrayList<>();
    int created = 0;
    for (Response answer : answers()) {
      if (answer.status() == 201) {
        created++;
        for (Violation error : errors(answer).orElse(List.of())) {
          if (NOT_AT_CREATE.containsKey(error.rule())) {
            excused
                .computeIfAbsent(error.rule(), rule -> new ArrayList<>())
                .add(answer.recorded().id());
          } else {
            falseAlarms.add(answer.recorded().arguments() + ": " + error.message());
          }
        }
      }
    }
    System.out.printf("engine truth: %d created, %d false alarms%n", created, falseAlarms.size());
    excused.forEach(
        (rule, ids) -> System.out.printf("  %s, %s: %s%n", rule, NOT_AT_CREATE.get(rule), ids));
    assertThat(falseAlarms).isEmpty();
    assertThat(excused.keySet()).isEqualTo(NOT_AT_CREATE.keySet());
  }

  @Test
  void hasAnErrorForEachRunThatTheEngineRefusedByARule() throws IOException {
    Map<String, Integer> facts = new TreeMap<>();
    List<String> missed = new ArrayList<>();
    Set<String> warned = new TreeSet<>();
    int refused = 0;
    for (Response answer : answers()) {
      if (answer.status() != 201) {
        Optional<String> fact =
            FACTS.keySet().stream().filter(answer.message()::contains).findFirst();
        if (fact.isPresent()) {
          facts.merge(fact.get(), 1, Integer::sum);
        } else {
          refused++;
          List<String> warnings =
              violations(answer).orElse(List.of()).stream()
                  .map(Violation::rule)
                  .filter(WARNED::containsKey)
                  .toList();
          warned.addAll(warnings);
          if (errors(answer).filter(List::isEmpty).isPresent() && warnings.isEmpty()) {
            missed.add(answer.recorded().arguments() + ": " + answer.message());
          }
        }
      }
    }
    System.out.printf("engine truth: %d refused by a rule, %d missed%n", refused, missed.size());
    facts.forEach(
        (text, count) -> System.out.printf("  %d times '%s': %s%n", count, text, FACTS.get(text)));
    assertThat(missed).isEmpty();
    assertThat(facts.keySet()).isEqualTo(FACTS.keySet());
    assertThat(warned).isEqualTo(WARNED.keySet());
  }

  /** The errors of a run; nothing where the line itself is refused, which only quirks may be. */
  private static Optional<List<Violation>> errors(Response answer) throws IOException {
    return violations(answer).map(all -> all.stream().filter(Violation::isError).toList());
  }

  private static Optional<List<Violation>> violations(Response answer) throws IOException {
    ConformanceCase recorded = answer.recorded();
    try (FolderEnvironment environment = new FolderEnvironment(recorded)) {
      return Optional.of(ConformanceMain.parse(recorded, environment, false).validate(RECORDED));
    } catch (CommandLineException refused) {
      assertThat(recorded.isQuirk() || recorded.mayGoEitherWay()).as(recorded.id()).isTrue();
      return Optional.empty();
    }
  }

  private static List<Response> answers() throws IOException {
    Map<String, ConformanceCase> cases =
        ConformanceTest.cases().stream()
            .collect(Collectors.toMap(ConformanceCase::id, Function.identity()));
    List<Response> answers = new ArrayList<>();
    try (InputStream resource =
            Objects.requireNonNull(
                EngineTruthTest.class.getResourceAsStream("/conformance/engine-create.jsonl"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode json = JSON.readTree(line);
        ConformanceCase recorded =
            Objects.requireNonNull(cases.get(json.path("id").asText()), line);
        answers.add(
            new Response(recorded, json.path("status").asInt(), json.path("message").asText()));
      }
    }
    return answers;
  }
}
