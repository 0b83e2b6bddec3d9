package io.containerrun.engine.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.containerrun.ApiVersion;
import io.containerrun.CommandLineException;
import io.containerrun.ContainerRun;
import io.containerrun.Fact;
import io.containerrun.InvalidRunException;
import io.containerrun.Target;
import io.containerrun.Violation;
import io.containerrun.engine.ContainerRunModule;
import io.containerrun.value.Size;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What holds for every run and every line, whatever stands in it. {@code -Dfuzz.seed=N} draws the
 * same again, {@code -Dfuzz.runs=N} draws more; a failure names the one seed that is enough.
 */
@Tag("slow")
class FuzzTest {

  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
  private static final int RUNS = Integer.getInteger("fuzz.runs", 200_000);

  private static final List<Target> TARGETS =
      List.of(
          Target.of("linux", new ApiVersion(1, 24)),
          Target.of("linux", new ApiVersion(1, 51)),
          Target.of("windows", new ApiVersion(1, 44)),
          Target.of("linux", new ApiVersion(1, 41))
              .with(Fact.CGROUP_VERSION, 1)
              .with(Fact.SWAP_LIMIT, false)
              .with(Fact.BLKIO_WEIGHT, false)
              .with(Fact.PROCESSORS, 2)
              .with(Fact.HOST_MEMORY, Size.gibibytes(8))
              .with(Fact.RUNTIMES, Set.of("runc"))
              .strict(),
          Target.of("linux", new ApiVersion(1, 47))
              .with(Fact.CGROUP_VERSION, 2)
              .with(Fact.CGROUP_DRIVER, "none")
              .with(Fact.SECURITY, Set.of("rootless", "userns")));

  private static final ObjectMapper JSON =
      new ObjectMapper().registerModule(new ContainerRunModule());
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory()).registerModule(new ContainerRunModule());

  private final RandomRuns runs;

  FuzzTest() throws IOException {
    runs = new RandomRuns();
  }

  private interface Check {
    void with(RandomGenerator random) throws Exception;
  }

  /** Each draw has a seed of its own, so that one alone can be repeated. */
  private static void repeat(String what, int count, Check check) {
    System.out.printf("fuzz: %d %s, -Dfuzz.seed=%d%n", count, what, SEED);
    Optional<AssertionError> first =
        IntStream.range(0, count)
            .parallel()
            .mapToObj(i -> failure(SEED + i, check))
            .flatMap(Optional::stream)
            .findFirst();
    if (first.isPresent()) {
      throw first.get();
    }
  }

  private static Optional<AssertionError> failure(long seed, Check check) {
    try {
      check.with(new SplittableRandom(seed));
      return Optional.empty();
    } catch (Throwable failure) {
      String how = "-Dfuzz.seed=" + seed + " -Dfuzz.runs=1: " + failure;
      return Optional.of(new AssertionError(how, failure));
    }
  }

  @Test
  void aRunReadsBackHoweverItIsWritten() {
    repeat("runs", RUNS, random -> holdsFor(runs.run(random), random));
  }

  @Test
  void wordsAreReadOrRefused() {
    repeat(
        "lists of words",
        RUNS,
        random -> {
          List<String> words = runs.words(random);
          try {
            holdsFor(ContainerRun.parse(words), random);
          } catch (CommandLineException refused) {
            assertThat(refused.getMessage()).isNotBlank();
          }
        });
  }

  @Test
  void aLineIsReadOrRefused() {
    repeat(
        "lines",
        RUNS,
        random -> {
          try {
            holdsFor(ContainerRun.parse(runs.line(random)), random);
          } catch (CommandLineException refused) {
            assertThat(refused.getMessage()).isNotBlank();
          }
        });
  }

  @Test
  void aRunReadsBackFromJsonAndYaml() {
    repeat(
        "runs as JSON and YAML",
        RUNS / 4,
        random -> {
          ContainerRun run = runs.run(random);
          String json = JSON.writeValueAsString(run);
          assertThat(JSON.readValue(json, ContainerRun.class)).as(json).isEqualTo(run);
          // Halves of a character cannot be written in UTF-8, and YAML tells them from others
          // badly.
          if (random.nextInt(8) == 0 && UTF_8.newEncoder().canEncode(json)) {
            String yaml = YAML.writeValueAsString(run);
            assertThat(YAML.readValue(yaml, ContainerRun.class)).as(yaml).isEqualTo(run);
          }
        });
  }

  @Test
  void jsonIsReadOrRefused() {
    repeat(
        "changed JSON texts",
        RUNS / 4,
        random -> {
          String json = new Mutation(random).of(JSON.writeValueAsString(runs.run(random)));
          try {
            Optional.ofNullable(JSON.readValue(json, ContainerRun.class))
                .ifPresent(run -> assertThat(run.toArguments()).isNotEmpty());
          } catch (JsonProcessingException refused) {
            assertThat(refused.getMessage()).isNotBlank();
          }
        });
  }

  private void holdsFor(ContainerRun run, RandomGenerator random) {
    List<String> arguments = run.toArguments();
    String line = run.toCommandLine();
    ContainerRun fromWords = ContainerRun.parse(arguments);
    ContainerRun fromLine = ContainerRun.parse(line);
    if (!fromWords.equals(run) || !fromLine.equals(run)) {
      throw new AssertionError(line + "\n  reads to " + fromWords.toCommandLine());
    }
    assertThat(fromWords.hashCode()).isEqualTo(run.hashCode());
    assertThat(run.diff(fromLine)).isEmpty();
    for (Violation violation : run.validate()) {
      assertThat(violation.message()).isNotBlank();
    }
    Target target = TARGETS.get(random.nextInt(TARGETS.size()));
    assertThat(run.validate(target)).doesNotContainNull();
    assertThat(run.request(target.api()).body()).containsKey("Image");
    assertThat(run.toString()).isNotBlank();
    if (random.nextInt(4) == 0) {
      assertThat(run.toJava()).contains("ContainerRun");
      resolves(run);
    }
  }

  private static void resolves(ContainerRun run) {
    try {
      assertThat(run.resolve(new HostileEnvironment()).image()).isEqualTo(run.image());
    } catch (InvalidRunException unreadable) {
      assertThat(unreadable.violations()).isNotEmpty();
    }
  }
}
