package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.SpareEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine that is frozen, stopped, killed and started again while ten kinds of work go on: what
 * is told is true, and what is not known is not told.
 */
@OnEngine
@Timeout(300)
@EnabledIfEnvironmentVariable(named = SpareEngine.ADDRESS, matches = "unix://.+")
class RestartsIT {

  private static final int LINES = 40;

  /** Writes a line every 0.2 s, and exits with 7 after about 8 s, with 143 if it is stopped. */
  private static final ContainerRun PROGRAM =
      ContainerRun.of("containerrun/base")
          .network("none")
          .command(
              "sh",
              "-c",
              "trap 'exit 143' TERM; for i in $(seq "
                  + LINES
                  + "); do echo line $i; sleep 0.2; done; exit 7");

  private static final String OUTPUT =
      IntStream.rangeClosed(1, LINES)
          .mapToObj(it -> "line " + it + "\n")
          .collect(Collectors.joining());

  private static final String WHOLE = "7, all output";
  private static final String CODE = "7";
  private static final String LOST = "7, output lost";

  @BeforeAll
  static void bringTheImage(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("base.tar");
    try (Engine other = Engine.connect()) {
      other.images().save(file, "containerrun/base");
    }
    SpareEngine.control("start", "live");
    try (Engine engine = Engine.connect(SpareEngine.host())) {
      engine.images().load(file);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    SpareEngine.control("stop");
  }

  private interface Step {
    void execute() throws Exception;
  }

  @Test
  void anEngineThatFreezesLosesNothing() throws Exception {
    Map<String, String> outcomes =
        during(
            () -> {
              SpareEngine.control("freeze");
              Thread.sleep(3_000);
              SpareEngine.control("thaw");
            });
    assertThat(outcomes.values()).containsOnly(WHOLE, CODE);
  }

  @Test
  void anEngineThatIsRestartedWithLiveRestoreTellsAllExits() throws Exception {
    Map<String, String> outcomes =
        during(
            () -> {
              SpareEngine.control("stop");
              SpareEngine.control("start", "live");
            });
    assertAllIsTold(outcomes);
  }

  @Test
  void anEngineThatIsKilledWithLiveRestoreTellsAllExits() throws Exception {
    Map<String, String> outcomes =
        during(
            () -> {
              SpareEngine.control("kill");
              Thread.sleep(1_000);
              SpareEngine.control("start", "live");
            });
    assertAllIsTold(outcomes);
  }

  /** Engines 20.10 kill and remove what was started with {@code --rm} when they start. */
  private static void assertAllIsTold(Map<String, String> outcomes) {
    outcomes.forEach(
        (kind, outcome) -> {
          if (kind.endsWith("--rm")) {
            assertThat(outcome).as(kind).isIn(WHOLE, CODE, LOST, "137", "137, output lost");
          } else {
            assertThat(outcome).as(kind).isIn(WHOLE, CODE, LOST);
          }
        });
  }

  /** Without live-restore the engine ends its containers as well: none of them exits with 7. */
  @Test
  void anEngineThatIsStoppedTellsThatItsContainersWere() throws Exception {
    SpareEngine.control("stop");
    SpareEngine.control("start");
    Map<String, String> outcomes =
        during(
            () -> {
              SpareEngine.control("stop");
              SpareEngine.control("start");
            });
    SpareEngine.control("stop");
    SpareEngine.control("start", "live");
    assertThat(outcomes.values())
        .allMatch(it -> it.matches("(137|143)(, output lost|, SOME OUTPUT)?|unknown: .*"));
  }

  /** What each kind of work tells when something happens to the engine meanwhile. */
  private static Map<String, String> during(Step fault) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (Engine engine = Engine.connect(SpareEngine.host())) {
      Map<String, Future<String>> works = new LinkedHashMap<>();
      kinds(engine).forEach((name, work) -> works.put(name, threads.submit(() -> told(work))));
      Thread.sleep(3_000); // all have started
      fault.execute();
      Map<String, String> outcomes = new LinkedHashMap<>();
      for (Map.Entry<String, Future<String>> work : works.entrySet()) {
        outcomes.put(work.getKey(), work.getValue().get(120, TimeUnit.SECONDS));
      }
      System.out.println(outcomes);
      return outcomes;
    } finally {
      threads.shutdownNow();
      assertNothingIsLeft();
    }
  }

  private static String told(Callable<String> work) throws Exception {
    try {
      return work.call();
    } catch (ContainerRunException unknown) {
      return "unknown: " + unknown.getMessage();
    }
  }

  private static void assertNothingIsLeft() {
    try (Engine engine = Engine.connect(SpareEngine.host())) {
      List<String> running =
          engine.containers(ContainerFilter.standard()).stream().map(it -> it.id()).toList();
      assertThat(running).as("containers that still run").isEmpty();
    }
  }

  private static Map<String, Callable<String>> kinds(Engine engine) {
    Map<String, Callable<String>> kinds = new LinkedHashMap<>();
    kinds.put("run", () -> result(engine.run(PROGRAM)));
    kinds.put("run --rm", () -> result(engine.run(PROGRAM.remove())));
    kinds.put("run to lines", () -> toLines(engine));
    kinds.put("run with a limit", () -> result(engine.run(PROGRAM, Duration.ofMinutes(2))));
    kinds.put("open", () -> opened(engine));
    kinds.put("start", () -> started(engine, RunningContainer::waitFor));
    kinds.put("start --rm", () -> removed(engine));
    kinds.put("onExit", () -> started(engine, it -> it.onExit().get(120, TimeUnit.SECONDS)));
    kinds.put("another handle", () -> started(engine, it -> engine.container(it.id()).waitFor()));
    kinds.put("followLogs", () -> followed(engine));
    return kinds;
  }

  private static String result(RunResult result) {
    if (result.isOutputLost()) {
      return result.exitCode() + ", output lost";
    }
    return result.exitCode() + (result.stdout().equals(OUTPUT) ? ", all output" : ", SOME OUTPUT");
  }

  private static String toLines(Engine engine) {
    ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    RunResult result = engine.run(PROGRAM, Output.toLines(it -> lines.add(it)));
    if (result.isOutputLost()) {
      return result.exitCode() + ", output lost";
    }
    return result.exitCode() + (lines.size() == LINES ? ", all output" : ", SOME OUTPUT");
  }

  private static String opened(Engine engine) throws IOException {
    try (RunningContainer container = engine.open(PROGRAM)) {
      String output = "";
      boolean lost = false;
      try {
        output = new String(container.stdout().readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException told) {
        lost = true;
      }
      int exitCode = container.waitFor();
      return exitCode
          + (lost ? ", output lost" : output.equals(OUTPUT) ? ", all output" : ", SOME OUTPUT");
    }
  }

  private interface Waiting {
    int on(RunningContainer container) throws Exception;
  }

  private static String started(Engine engine, Waiting waiting) throws Exception {
    try (RunningContainer container = engine.start(PROGRAM)) {
      return "" + waiting.on(container);
    }
  }

  private static String removed(Engine engine) {
    try (RunningContainer container = engine.start(PROGRAM.remove())) {
      return "" + container.waitFor();
    }
  }

  private static String followed(Engine engine) {
    try (RunningContainer container = engine.start(PROGRAM)) {
      ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
      boolean lost = false;
      try (Subscription log =
          container.followLogs(LogQuery.standard(), Output.toLines(it -> lines.add(it)))) {
        log.await();
      } catch (ContainerRunException told) {
        lost = true;
      }
      int exitCode = container.waitFor();
      return exitCode
          + (lost ? ", output lost" : lines.size() == LINES ? ", all output" : ", SOME OUTPUT");
    }
  }
}
