package io.containerrun.engine.internal.config;

import io.containerrun.Environment;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** This process as the caller of a run: its environment, its files, its working directory. */
public final class ProcessEnvironment implements Environment {

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name));
  }

  @Override
  public byte[] read(Path file) throws IOException {
    try {
      return Files.readAllBytes(resolved(file));
    } catch (NoSuchFileException missing) {
      throw new IOException("there is no file " + file, missing);
    } catch (AccessDeniedException denied) {
      throw new IOException("no permission to read " + file, denied);
    }
  }

  @Override
  public boolean exists(Path file) {
    return Files.exists(resolved(file));
  }

  @Override
  public Path workingDirectory() {
    return Path.of("").toAbsolutePath();
  }

  private Path resolved(Path file) {
    return workingDirectory().resolve(file);
  }
}
