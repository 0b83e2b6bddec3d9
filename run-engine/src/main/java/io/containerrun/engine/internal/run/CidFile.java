package io.containerrun.engine.internal.run;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.util.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that gets the id of a container. It is created before the container, so that a file that
 * cannot be written costs no container; it never overwrites an existing file, and is deleted if no
 * id is written.
 */
final class CidFile implements AutoCloseable {

  private final String path;
  private boolean written;

  private CidFile(String path) {
    this.path = path;
  }

  /**
   * Creates the file.
   *
   * @param path as in the run; empty for none
   * @throws ContainerRunException if it cannot be created, or exists
   */
  static CidFile reserve(String path) {
    try {
      if (!path.isEmpty()) {
        Files.createFile(Path.of(path));
      }
      return new CidFile(path);
    } catch (IOException failure) {
      throw failed("failed to create the container ID file: " + path, failure);
    }
  }

  void write(String id) {
    try {
      if (!path.isEmpty()) {
        Files.writeString(Path.of(path), id);
      }
      written = true;
    } catch (IOException failure) {
      throw failed("failed to write the container ID file: " + path, failure);
    }
  }

  @Override
  public void close() {
    try {
      if (!written && !path.isEmpty()) {
        Files.deleteIfExists(Path.of(path));
      }
    } catch (IOException failure) {
      throw failed("failed to remove the container ID file: " + path, failure);
    }
  }

  private static ContainerRunException failed(String what, IOException failure) {
    return new ContainerRunException(
        what + ": " + Reason.of(failure) + "; choose a new file in a writable folder", failure);
  }
}
