package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.ContainerRun;
import io.containerrun.engine.testing.OnEngine;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("slow")
@OnEngine
@Timeout(900)
class ManyIT {

  private static final int RUNS = 1_000;

  @Test
  void losesNothingOfAThousandThatExitAtOnceEightAtATime() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try (Engine engine = Engine.connect()) {
      List<Callable<String>> runs =
          IntStream.range(0, RUNS)
              .<Callable<String>>mapToObj(i -> () -> outcome(engine, i))
              .toList();
      List<Future<String>> outcomes = pool.invokeAll(runs);
      for (int i = 0; i < RUNS; i++) {
        assertThat(outcomes.get(i).get()).isEqualTo(i % 256 + ": line " + i + "\n");
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static String outcome(Engine engine, int i) {
    RunResult result =
        engine.run(
            ContainerRun.of("containerrun/base")
                .remove()
                .network("none")
                .command("sh", "-c", "echo line " + i + "; exit " + i % 256));
    return result.exitCode() + ": " + result.stdout();
  }
}
