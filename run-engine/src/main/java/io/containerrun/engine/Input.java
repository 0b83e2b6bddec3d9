package io.containerrun.engine;

import io.containerrun.engine.internal.stream.InputSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What a program in a container reads on its standard input.
 *
 * <pre>{@code
 * engine.run(ContainerRun.of("alpine:3").interactive().command("wc", "-l"), Input.file(log));
 * }</pre>
 *
 * <p>The program's standard input ends with it. On a terminal the end is sent as ctrl-d, repeatedly
 * until the container exits, so that each program that reads there sees it. Detach keys in the
 * input of a terminal end the attachment: the run still lasts until the container exits, but later
 * output is not seen.
 *
 * <p>Immutable; may be used for many runs, except {@link #from(InputStream)}.
 *
 * @since 0.1.0
 */
public sealed interface Input permits InputSource {

  /** No input: the program reads the end of its standard input at once. */
  static Input none() {
    return InputSource.NONE;
  }

  /** A text, encoded as UTF-8. */
  static Input of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy of these bytes. */
  static Input of(byte[] bytes) {
    byte[] copy = bytes.clone();
    return new InputSource(() -> new ByteArrayInputStream(copy));
  }

  /** The content of a file, opened when the run starts. */
  static Input file(Path file) {
    Objects.requireNonNull(file, "file");
    return new InputSource(() -> Files.newInputStream(file));
  }

  /**
   * A stream, read on a thread of the engine until it ends or the container exits. The stream is
   * not closed. A read that never returns keeps that thread until the process exits.
   */
  static Input from(InputStream stream) {
    Objects.requireNonNull(stream, "stream");
    return new InputSource(() -> InputSource.unclosed(stream));
  }
}
