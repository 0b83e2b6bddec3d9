package io.containerrun.benchmarks;

import io.containerrun.ContainerRun;
import io.containerrun.engine.Engine;
import io.containerrun.engine.Ready;
import io.containerrun.engine.testcontainers.StartableRun;
import io.containerrun.engine.testcontainers.TestcontainersRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * How long a web server takes until a test may use it, and until it is gone: with this library and
 * with Testcontainers, on a real engine, in turns within one JVM or each in a fresh one. Ryuk is
 * off: starting it is not counted.
 */
final class Starts {

  static final String BASELINE = "containerRun http";

  private static final ContainerRun WEB = ContainerRun.of("containerrun/web").publish(80);
  private static final int WARM_UP = 5;
  private static final int TURNS = 25;
  private static final int FRESH = 9;

  /** Removes a server. */
  private interface Server extends AutoCloseable {
    @Override
    void close();
  }

  private interface Starter {
    Server start();
  }

  private Starts() {}

  private static Map<String, Starter> starters(Engine engine) {
    Map<String, Starter> starters = new LinkedHashMap<>();
    starters.put(BASELINE, () -> containerRun(engine));
    starters.put("startableRun http", () -> startable(engine));
    starters.put("testcontainers http", Starts::testcontainersHttp);
    starters.put("containerRun port", () -> engine.start(WEB, Ready.port(80))::close);
    starters.put("testcontainers port", Starts::testcontainersPort);
    return starters;
  }

  private static Server containerRun(Engine engine) {
    return engine.start(WEB, Ready.http(80, "/"))::close;
  }

  private static Server startable(Engine engine) {
    StartableRun run = TestcontainersRuns.startable(engine, WEB).waitingFor(Wait.forHttp("/"));
    run.start();
    return run::close;
  }

  private static Server testcontainersHttp() {
    return started(
        new GenericContainer<>("containerrun/web")
            .withExposedPorts(80)
            .waitingFor(Wait.forHttp("/")));
  }

  private static Server testcontainersPort() {
    return started(new GenericContainer<>("containerrun/web").withExposedPorts(80));
  }

  private static Server started(GenericContainer<?> container) {
    container.start();
    return container::close;
  }

  /** The medians of starts and stops, in turns. */
  static List<List<Score>> scores() {
    Map<String, List<Double>> starts = new LinkedHashMap<>();
    Map<String, List<Double>> stops = new LinkedHashMap<>();
    try (Engine engine = Engine.connect(TestcontainersRuns.engineOptions())) {
      for (int turn = -WARM_UP; turn < TURNS; turn++) {
        for (Map.Entry<String, Starter> starter : starters(engine).entrySet()) {
          long begin = System.nanoTime();
          Server server = starter.getValue().start();
          long ready = System.nanoTime();
          server.close();
          long gone = System.nanoTime();
          if (turn >= 0) {
            add(starts, starter.getKey(), ready - begin);
            add(stops, starter.getKey(), gone - ready);
          }
        }
      }
    }
    return List.of(medians(starts), medians(stops));
  }

  private static void add(Map<String, List<Double>> times, String name, long nanos) {
    times.computeIfAbsent(name, first -> new ArrayList<>()).add(nanos / 1_000.0);
  }

  private static List<Score> medians(Map<String, List<Double>> times) {
    List<Score> scores = new ArrayList<>();
    times.forEach(
        (name, micros) ->
            scores.add(
                new Score(
                    name,
                    Score.median(micros.stream().mapToDouble(it -> it).toArray()),
                    Double.NaN,
                    Double.NaN)));
    return scores;
  }

  /** What a fresh JVM does: prints how many nanoseconds it took until the server was ready. */
  public static void main(String[] arguments) {
    long begin = System.nanoTime();
    if (arguments[0].equals(BASELINE)) {
      try (Engine engine = Engine.connect()) {
        print(begin, containerRun(engine));
      }
    } else {
      print(begin, testcontainersHttp());
    }
  }

  private static void print(long begin, Server server) {
    System.out.println(System.nanoTime() - begin);
    server.close();
  }

  /** The medians of fresh JVMs, from the first line of their main methods to the server at hand. */
  static List<Score> firstScores() throws IOException {
    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (int i = 0; i < FRESH; i++) {
      for (String name : List.of(BASELINE, "testcontainers http")) {
        add(times, name, inFreshJvm(name));
      }
    }
    return medians(times);
  }

  private static long inFreshJvm(String name) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Starts.class.getName(),
                name)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return Long.parseLong(printed);
  }
}
