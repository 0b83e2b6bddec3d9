package io.containerrun.engine.internal.config;

import io.containerrun.ContainerRunException;
import io.containerrun.Environment;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** This process as the caller of a run: its environment, its files, its working directory. */
public final class ProcessEnvironment implements Environment {

  /** What Java puts in place of bytes that it cannot decode. */
  private static final String REPLACEMENT = "\ufffd";

  /**
   * {@inheritDoc}
   *
   * @throws ContainerRunException if Java could not decode the value
   */
  @Override
  public Optional<String> variable(String name) {
    Optional<String> value = undecoded(name);
    if (value.isPresent() && value.get().contains(REPLACEMENT)) {
      throw new ContainerRunException(
          "variable "
              + name
              + ": Java could not decode its value in the locale of this process; start Java with"
              + " a UTF-8 locale, such as LC_ALL=C.UTF-8, or set the value in the run");
    }
    return value;
  }

  /** The value of a variable, of which parts may be replaced. */
  Optional<String> undecoded(String name) {
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
