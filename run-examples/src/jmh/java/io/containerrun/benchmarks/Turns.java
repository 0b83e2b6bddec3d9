package io.containerrun.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.containerrun.engine.Engine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * A warm run of two clients in turns within one JVM. What the machine has to do beside falls on
 * both, so that their ratio says something even where their times do not.
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

  /** The medians of both; what they allocate is not counted. */
  static List<Score> scores() throws IOException {
    try (EngineProcess process = new EngineProcess();
        Engine engine = Engine.connect(process.host());
        SocketClient socket = new SocketClient(process.socket())) {
      Client ours = () -> engine.run(RunBenchmark.HELLO).requireSuccess().stdout();
      score("containerRun", ours, WARM_UP);
      score("socket", socket::hello, WARM_UP);
      List<Score> turns = new ArrayList<>();
      List<Score> others = new ArrayList<>();
      for (int turn = 0; turn < TURNS; turn++) {
        turns.add(score("containerRun", ours, RUNS));
        others.add(score("socket", socket::hello, RUNS));
      }
      return List.of(Benchmarks.median(turns), Benchmarks.median(others));
    }
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
