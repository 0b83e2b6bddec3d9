package io.containerrun;

import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A caller whose environment and files are made up by the test. */
final class ScriptedEnvironment implements Environment {

  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> files =
      new HashMap<>(Map.of("service.env", "A=1\n", "labels.txt", "team=storage\n"));

  ScriptedEnvironment variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  ScriptedEnvironment file(String path, String content) {
    files.put(path, content);
    return this;
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name));
  }

  @Override
  public byte[] read(Path path) throws NoSuchFileException {
    String content = files.get(path.toString());
    if (content == null) {
      throw new NoSuchFileException("open " + path + ": no such file or directory");
    }
    return content.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean exists(Path path) {
    return files.containsKey(path.toString());
  }

  @Override
  public Path workingDirectory() {
    return Path.of("/home/me/app");
  }
}
