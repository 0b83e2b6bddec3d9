package io.containerrun.engine.internal.config;

import io.containerrun.Caller;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** This process as the caller of a run: its environment, its files, its working directory. */
public final class ProcessEnvironment implements Caller {

  @Override
  public Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name));
  }

  @Override
  public byte[] read(String path) throws IOException {
    try {
      return Files.readAllBytes(resolved(path));
    } catch (NoSuchFileException missing) {
      throw new IOException("there is no file " + path, missing);
    } catch (AccessDeniedException denied) {
      throw new IOException("no permission to read " + path, denied);
    } catch (InvalidPathException unusable) {
      throw new IOException("'" + path + "' is no path", unusable);
    }
  }

  @Override
  public boolean exists(String path) {
    try {
      return Files.exists(resolved(path));
    } catch (InvalidPathException unusable) {
      return false;
    }
  }

  @Override
  public String workingDirectory() {
    return Path.of("").toAbsolutePath().toString();
  }

  private Path resolved(String path) {
    return Path.of(workingDirectory()).resolve(path);
  }
}
