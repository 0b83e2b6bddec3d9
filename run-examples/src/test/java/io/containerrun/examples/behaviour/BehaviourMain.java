package io.containerrun.examples.behaviour;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads a file of recorded runs and writes a file of results, one JSON object a line: {@code
 * BehaviourMain CASES RESULTS}. Each case is run with the example program {@code DockerRun} on the
 * engine that answers; what it makes is removed.
 */
public final class BehaviourMain {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 3;

  private BehaviourMain() {}

  /** Writes a result for each case. */
  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      System.err.println("usage: behaviour CASES RESULTS");
      System.exit(2);
    }
    List<BehaviourCase> cases = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      if (!line.isBlank()) {
        cases.add(new BehaviourCase(JSON.readTree(line)));
      }
    }
    List<ObjectNode> results = runAll(cases);
    try (BufferedWriter writer = Files.newBufferedWriter(Path.of(args[1]))) {
      for (ObjectNode result : results) {
        writer.write(JSON.writeValueAsString(result));
        writer.newLine();
      }
    }
  }

  /** The results, in the order of the cases. */
  static List<ObjectNode> runAll(List<BehaviourCase> cases)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<ObjectNode>> running = new ArrayList<>();
      for (BehaviourCase recorded : cases) {
        running.add(threads.submit(() -> result(recorded)));
      }
      List<ObjectNode> results = new ArrayList<>();
      for (Future<ObjectNode> result : running) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static ObjectNode result(BehaviourCase recorded) throws InterruptedException {
    try {
      return BehaviourRun.result(recorded);
    } catch (IOException | RuntimeException unforeseen) {
      return JSON.createObjectNode()
          .put("id", recorded.id())
          .put("exit", 70)
          .put("stdout", "")
          .put("stderr", unforeseen.toString());
    }
  }
}
