package io.containerrun.benchmarks;

import io.containerrun.engine.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The first run of a fresh JVM, from the first line of its main method to the output at hand. */
final class FirstRun {

  private static final int REPETITIONS = 15;

  private FirstRun() {}

  /** What the fresh JVM does: prints how many nanoseconds it took. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Path socket = Path.of(arguments[1]);
    String output =
        switch (arguments[0]) {
          case "socket" -> socket(socket);
          case "dockerJava" -> dockerJava("unix://" + socket);
          default -> containerRun("unix://" + socket);
        };
    long end = System.nanoTime();
    System.out.println(output.equals("hello\n") ? end - start : "unexpected: " + output);
  }

  private static String socket(Path socket) throws IOException {
    try (SocketClient client = new SocketClient(socket)) {
      return client.hello();
    }
  }

  private static String containerRun(String host) {
    try (Engine engine = Engine.connect(host)) {
      return engine.run(RunBenchmark.HELLO).requireSuccess().stdout();
    }
  }

  private static String dockerJava(String host) throws IOException, InterruptedException {
    try (DockerJavaClient client = new DockerJavaClient(host)) {
      return client.hello();
    }
  }

  /** The median of new processes, one after the other in turns, in microseconds. */
  static List<Score> scores() throws IOException {
    String[] clients = {"containerRun", "socket", "dockerJava"};
    double[][] micros = new double[clients.length][REPETITIONS];
    try (EngineProcess engine = new EngineProcess()) {
      for (int i = 0; i < REPETITIONS; i++) {
        for (int client = 0; client < clients.length; client++) {
          micros[client][i] = inFreshJvm(clients[client], engine.socket()) / 1_000.0;
        }
      }
    }
    List<Score> scores = new ArrayList<>();
    for (int client = 0; client < clients.length; client++) {
      scores.add(new Score(clients[client], Score.median(micros[client]), Double.NaN, Double.NaN));
    }
    return scores;
  }

  private static long inFreshJvm(String client, Path socket) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FirstRun.class.getName(),
                client,
                socket.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return Long.parseLong(printed);
  }
}
