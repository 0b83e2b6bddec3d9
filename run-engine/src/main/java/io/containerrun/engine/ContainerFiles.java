package io.containerrun.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Copies files into a container and out of it, as {@code docker cp} does, whether it runs, has
 * ended, or has not been started.
 *
 * <p>Paths in the container begin at its root. Nothing is held in memory but a piece of one file.
 * The calls return when all is copied; an interrupt, the end of the time of {@link
 * Container#within}, or an engine that gives no sign of life for five minutes, ends them. They
 * throw {@link EngineException} if the engine refuses or fails, and {@link
 * io.containerrun.ContainerRunException}, with the cause, if something cannot be read or written
 * here.
 *
 * @since 0.1.0
 */
public sealed interface ContainerFiles permits Container {

  /** Copies a file or folder into the container, as {@link CopyOptions#standard()} says. */
  default void copyTo(Path source, String target) {
    copyTo(source, target, CopyOptions.standard());
  }

  /**
   * Copies a file or folder into the container.
   *
   * <p>Into a folder that is there it is copied under its own name; of a source that ends with
   * {@code .}, such as {@code Path.of("config/.")}, what is in it. Else the target is the new name;
   * the folder that it is in has to be there.
   *
   * @param target a path in the container; one that ends with a slash is a folder that is there
   */
  default void copyTo(Path source, String target, CopyOptions options) {
    new CopyIn((Container) this, options).copy(source, target);
  }

  /** Writes a file in the container, with permissions 0644 and root as its owner. */
  default void copyTo(byte[] content, String file) {
    copyTo(content, file, CopyOptions.standard());
  }

  /** Writes a file in the container. */
  default void copyTo(byte[] content, String file, CopyOptions options) {
    copyTo(new ByteArrayInputStream(content), content.length, file, options);
  }

  /**
   * Writes a file in the container.
   *
   * @param content read on a thread of the engine; not closed
   * @param size how many bytes are read; the engine has to know it beforehand
   */
  default void copyTo(InputStream content, long size, String file, CopyOptions options) {
    new CopyIn((Container) this, options).copy(content, size, file);
  }

  /** Copies a file or folder out of the container, as {@link CopyOptions#standard()} says. */
  default void copyFrom(String source, Path target) {
    copyFrom(source, target, CopyOptions.standard());
  }

  /**
   * Copies a file or folder out of the container.
   *
   * <p>Into a folder that is there it is copied under its own name; of a source that ends with
   * {@code /.} what is in it. Else the target is the new name; the folder that it is in has to be
   * there.
   *
   * <p>A container is not trusted: nothing is written outside of the target, neither by its path
   * nor through a link. A file appears when it is complete; so does a folder that was not there
   * before. Links are made as they are; who follows them afterwards should know where they lead.
   * Devices and pipes are refused.
   */
  default void copyFrom(String source, Path target, CopyOptions options) {
    new CopyOut((Container) this, options).copy(source, target);
  }

  /**
   * Writes the bytes of a file in the container to a stream.
   *
   * @param out written on a thread of the engine; flushed, not closed
   */
  default void copyFrom(String file, OutputStream out) {
    new CopyOut((Container) this, CopyOptions.standard().followLink()).copy(file, out);
  }

  /** The bytes of a file in the container, which have to fit into memory. */
  default byte[] read(String file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    copyFrom(file, bytes);
    return bytes.toByteArray();
  }

  /** What is at a path in the container, not following a link; empty if there is nothing. */
  default Optional<PathInfo> stat(String path) {
    return ((Container) this).archives().stat(path);
  }
}
