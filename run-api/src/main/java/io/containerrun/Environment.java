package io.containerrun;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The environment that a run is called from: variables, files and working directory.
 *
 * <p>A run keeps names and paths as they were written; {@link ContainerRun#resolve} asks its
 * environment for what they stand for. Tests and remote front ends implement their own.
 */
public interface Environment {

  /** The value of a variable, empty where it is not set. */
  Optional<String> variable(String name);

  /**
   * Reads a whole file.
   *
   * @param file as written in the run; a relative one starts at {@link #workingDirectory()}
   * @throws IOException if it cannot be read; the message says why
   */
  byte[] read(Path file) throws IOException;

  /** Whether there is a file or folder at a path, as written in the run. */
  boolean exists(Path file);

  /** The absolute path that relative paths start at. */
  Path workingDirectory();
}
