package io.containerrun.engine.fuzz;

import io.containerrun.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A caller whose files and variables follow from their names, and are of all kinds. */
final class HostileEnvironment implements Environment {

  @Override
  public Optional<String> variable(String name) {
    return name.hashCode() % 2 == 0 ? Optional.of("a '\n\" value") : Optional.empty();
  }

  @Override
  public byte[] read(Path path) throws IOException {
    return switch (Math.floorMod(path.toString().hashCode(), 5)) {
      case 0 -> throw new NoSuchFileException(path.toString());
      case 1 -> new byte[] {(byte) 0xff, 0, '\n', '='};
      case 2 -> "A=1\n# comment\nB\n =x\n".getBytes(StandardCharsets.UTF_8);
      case 3 -> "{\"defaultAction\": \"SCMP_ACT_ALLOW\"".getBytes(StandardCharsets.UTF_8);
      default -> new byte[0];
    };
  }

  @Override
  public boolean exists(Path path) {
    return path.toString().hashCode() % 3 != 0;
  }

  @Override
  public Path workingDirectory() {
    return Path.of("/a folder");
  }
}
