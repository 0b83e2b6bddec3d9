package io.containerrun.engine.internal.run;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.files.FileNames;
import io.containerrun.engine.internal.util.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file that gets the id of a container. It is created before the container, so that a file that
 * cannot be written costs no container; it never overwrites an existing file, and is deleted if no
 * id is written.
 */
final class CidFile implements AutoCloseable {

  private final String path;
  private final OutputStream out;
  private boolean written;

  private CidFile(String path, OutputStream out) {
    this.path = path;
    this.out = out;
  }

  /**
   * Creates the file.
   *
   * @param path as in the run; empty for none
   * @throws ContainerRunException if it cannot be created, or exists
   */
  static CidFile reserve(String path) {
    try {
      // Stays open, so that the id goes to this file whatever gets its name.
      return new CidFile(path, path.isEmpty() ? OutputStream.nullOutputStream() : created(path));
    } catch (IOException failure) {
      throw failed("failed to create the container ID file: " + path, failure);
    }
  }

  private static OutputStream created(String path) throws IOException {
    return Files.newOutputStream(
        FileNames.path(path), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  void write(String id) {
    try {
      out.write(id.getBytes(StandardCharsets.UTF_8));
      out.close();
      written = true;
    } catch (IOException failure) {
      throw failed("failed to write the container ID file: " + path, failure);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
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
