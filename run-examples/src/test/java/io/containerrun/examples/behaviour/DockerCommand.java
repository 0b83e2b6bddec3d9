package io.containerrun.examples.behaviour;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The docker command, which prepares the cases and looks at what they have left. */
record DockerCommand(List<String> words, Finished finished) {

  static DockerCommand run(List<String> words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(words);
    line.add(0, "docker");
    Finished finished = Finished.run(new ProcessBuilder(line), new byte[0], (process, out) -> {});
    return new DockerCommand(words, finished);
  }

  /** Whether there is one on the PATH. */
  static boolean isThere() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Pattern.compile(":").splitAsStream(path).map(Path::of).anyMatch(DockerCommand::isIn);
  }

  private static boolean isIn(Path folder) {
    return Files.isExecutable(folder.resolve("docker"));
  }

  void requireSuccess() {
    if (finished.exit() != 0) {
      String words = new String(finished.stderr(), StandardCharsets.UTF_8);
      throw new IllegalStateException("docker " + String.join(" ", words()) + ": " + words);
    }
  }

  /** Removes every container, network and volume whose name begins like this. */
  static void removeAll(String prefix) throws IOException, InterruptedException {
    remove(prefix, List.of("ps", "-a", "--format", "{{.Names}}"), List.of("rm", "-f", "-v"));
    remove(prefix, List.of("network", "ls", "--format", "{{.Name}}"), List.of("network", "rm"));
    remove(prefix, List.of("volume", "ls", "--format", "{{.Name}}"), List.of("volume", "rm"));
  }

  private static void remove(String prefix, List<String> list, List<String> remove)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(list);
    words.addAll(List.of("--filter", "name=" + prefix));
    String names = new String(run(words).finished.stdout(), StandardCharsets.UTF_8);
    List<String> found = names.lines().filter(name -> name.startsWith(prefix)).toList();
    if (!found.isEmpty()) {
      run(Stream.concat(remove.stream(), found.stream()).toList()).requireSuccess();
    }
  }
}
