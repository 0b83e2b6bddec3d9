package io.containerrun.engine.testing;

import io.containerrun.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A caller with an environment of its own and the files of this machine.
 *
 * @param environment its variables; may change
 */
public record TestEnvironment(Map<String, String> environment) implements Environment {

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name));
  }

  @Override
  public byte[] read(Path path) throws IOException {
    return Files.readAllBytes(path);
  }

  @Override
  public boolean exists(Path path) {
    return Files.exists(path);
  }

  @Override
  public Path workingDirectory() {
    return Path.of("/");
  }
}
