package io.containerrun.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.containerrun.engine.Engine;
import io.containerrun.engine.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Warm runs of several clients in turns within one JVM. What the machine has to do beside falls on
 * all, so that their ratio says something even where their times do not.
 */
final class Turns {

  private static final int WARM_UP = 15_000;
  private static final int TURNS = 15;

  /** Many: processor time is counted in steps of 10 ms. */
  private static final int RUNS = 2_000;

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private interface Client {
    String hello() throws IOException;
  }

  private Turns() {}

  /** The medians; what they allocate is not counted. */
  static List<Score> scores() throws IOException {
    try (EngineProcess process = new EngineProcess();
        Engine engine = Engine.connect(process.host());
        SocketClient socket = new SocketClient(process.socket())) {
      Map<String, Client> clients = new LinkedHashMap<>();
      clients.put("containerRun", () -> engine.run(RunBenchmark.HELLO).requireSuccess().stdout());
      clients.put("containerRun, lines", () -> lines(engine));
      clients.put("containerRun, stream", () -> stream(engine));
      clients.put("socket", socket::hello);
      for (Map.Entry<String, Client> client : clients.entrySet()) {
        score(client.getKey(), client.getValue(), WARM_UP);
      }
      Map<String, List<Score>> turns = new LinkedHashMap<>();
      for (int turn = 0; turn < TURNS; turn++) {
        for (Map.Entry<String, Client> client : clients.entrySet()) {
          String name = client.getKey();
          turns
              .computeIfAbsent(name, first -> new ArrayList<>())
              .add(score(name, client.getValue(), RUNS));
        }
      }
      return turns.values().stream().map(Benchmarks::median).toList();
    }
  }

  private static String lines(Engine engine) {
    StringBuilder lines = new StringBuilder();
    engine
        .run(RunBenchmark.HELLO, Output.toLines(line -> lines.append(line).append('\n')))
        .requireSuccess();
    return lines.toString();
  }

  private static String stream(Engine engine) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    engine.run(RunBenchmark.HELLO, Output.to(bytes)).requireSuccess();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Score score(String name, Client client, int runs) throws IOException {
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    for (int run = 0; run < runs; run++) {
      client.hello();
    }
    double micros = 1_000.0 * runs;
    return new Score(
        name,
        (System.nanoTime() - start) / micros,
        (SYSTEM.getProcessCpuTime() - cpu) / micros,
        Double.NaN);
  }
}
