package io.containerrun.examples.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.containerrun.examples.DockerRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs one case: the client is the example program in a JVM of its own, as signals go to it. */
final class BehaviourRun {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long READY_SECONDS = 60;

  private final BehaviourCase recorded;
  private final Path folder;
  private final Placeholders placeholders;

  private BehaviourRun(BehaviourCase recorded, Path folder) throws IOException {
    this.recorded = recorded;
    this.folder = folder;
    this.placeholders = new Placeholders(folder);
  }

  static ObjectNode result(BehaviourCase recorded) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("behaviour").toRealPath();
    BehaviourRun run = new BehaviourRun(recorded, folder);
    try {
      return run.execute();
    } finally {
      DockerCommand.removeAll(run.placeholders.prefix());
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private ObjectNode execute() throws IOException, InterruptedException {
    for (Map.Entry<String, String> file : recorded.texts("files").entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, BehaviourCase.bytes(file.getValue()));
    }
    for (JsonNode step : recorded.json().path("setup")) {
      DockerCommand.run(placed(step)).requireSuccess();
    }
    Thread.sleep((long) (recorded.json().path("wait").asDouble() * 1000));
    ArrayNode during = JSON.createArrayNode();
    byte[] input = BehaviourCase.bytes(placeholders.put(recorded.json().path("stdin").asText()));
    Finished client =
        Finished.run(client(), input, (process, stdout) -> meanwhile(process, stdout, during));
    ObjectNode result = JSON.createObjectNode().put("id", recorded.id());
    fill(result, client);
    if (!during.isEmpty()) {
      result.set("during", during);
    }
    if (recorded.json().has("after")) {
      ArrayNode after = result.putArray("after");
      for (JsonNode step : recorded.json().path("after")) {
        after.add(after(step));
      }
    }
    if (recorded.json().has("readfile")) {
      Path file = folder.resolve(recorded.json().path("readfile").asText());
      result.set(
          "file",
          Files.exists(file)
              ? JSON.valueToTree(placeholders.taken(Files.readAllBytes(file)))
              : JSON.nullNode());
    }
    return result;
  }

  private ProcessBuilder client() {
    List<String> words = new ArrayList<>();
    if (System.getProperty("os.name", "").startsWith("Linux")) {
      // A build in the background may have it ignored, and a JVM leaves an ignored signal alone.
      words.addAll(List.of("env", "--default-signal=INT"));
    }
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // It lives for a moment: what a JVM does for the long run only costs.
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), DockerRun.class.getName()));
    recorded.arguments().stream().map(placeholders::put).forEach(words::add);
    ProcessBuilder program = new ProcessBuilder(words).directory(folder.toFile());
    String engine = System.getenv("DOCKER_HOST");
    program.environment().clear();
    program.environment().put("DOCKER_CONFIG", folder.toString());
    program.environment().put("LC_CTYPE", "C.UTF-8"); // else a JVM takes its arguments for ASCII
    if (engine != null) {
      program.environment().put("DOCKER_HOST", engine);
    }
    recorded
        .texts("env")
        .forEach((n, value) -> program.environment().put(n, placeholders.put(value)));
    return program;
  }

  private void meanwhile(Process process, Finished.Output stdout, ArrayNode during)
      throws IOException, InterruptedException {
    if (!recorded.json().has("ready")) {
      return;
    }
    stdout.await(recorded.json().path("ready").asText(), READY_SECONDS);
    String signal = recorded.json().path("signal").asText();
    if (!signal.isEmpty()) {
      new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid()))
          .inheritIO()
          .start()
          .waitFor();
    }
    for (JsonNode step : recorded.json().path("during")) {
      during.add(fill(JSON.createObjectNode(), DockerCommand.run(placed(step)).finished()));
    }
  }

  private ObjectNode after(JsonNode step) throws IOException, InterruptedException {
    List<String> words = placed(step.path("docker"));
    long deadline = System.nanoTime() + (long) (step.path("seconds").asDouble() * 1e9);
    while (true) {
      Finished finished = DockerCommand.run(words).finished();
      String shown = new String(finished.stdout(), StandardCharsets.UTF_8);
      boolean done =
          step.has("until")
              ? shown.equals(placeholders.put(step.path("until").asText()))
              : !step.path("gone").asBoolean() || finished.exit() != 0;
      if (done || System.nanoTime() > deadline) {
        return fill(JSON.createObjectNode(), finished);
      }
      Thread.sleep(100);
    }
  }

  private List<String> placed(JsonNode words) {
    return BehaviourCase.words(words).stream().map(placeholders::put).toList();
  }

  private ObjectNode fill(ObjectNode result, Finished finished) {
    result.put("exit", finished.exit());
    result.set("stdout", JSON.valueToTree(placeholders.taken(finished.stdout())));
    result.set("stderr", JSON.valueToTree(placeholders.taken(finished.stderr())));
    return result;
  }
}
