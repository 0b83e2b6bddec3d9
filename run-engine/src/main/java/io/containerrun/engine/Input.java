package io.containerrun.engine;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What a container reads on its standard input.
 *
 * <pre>{@code
 * engine.run(ContainerRun.of("alpine:3").interactive().command("wc", "-l"), Input.file(log));
 * }</pre>
 *
 * <p>When it ends, the container's standard input ends. On a terminal the end is typed, as ctrl-d,
 * again and again until the container ends: each program that reads there finds the end. Detach
 * keys in what is typed on a terminal end what is attached: the run still ends with its container,
 * but what that writes from then on is not seen.
 *
 * <p>A value without state; may be used for many runs, save for {@link #from(InputStream)}.
 *
 * @since 0.1.0
 */
public final class Input {

  private interface Opener {
    InputStream open() throws IOException;
  }

  private static final Input NONE = new Input(InputStream::nullInputStream);

  private final Opener opener;

  private Input(Opener opener) {
    this.opener = opener;
  }

  /** Nothing: the container finds its standard input at its end. */
  public static Input none() {
    return NONE;
  }

  /** A text, in UTF-8. */
  public static Input of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Some bytes. */
  public static Input of(byte[] bytes) {
    byte[] copy = bytes.clone();
    return new Input(() -> new ByteArrayInputStream(copy));
  }

  /** A file from its beginning; opened when the run starts. */
  public static Input file(Path file) {
    Objects.requireNonNull(file, "file");
    return new Input(() -> Files.newInputStream(file));
  }

  /**
   * A stream, read on a thread of the engine to its end or that of the container, whichever is
   * first; it is not closed. A read that never returns keeps that thread until the process ends.
   */
  public static Input from(InputStream stream) {
    Objects.requireNonNull(stream, "stream");
    return new Input(() -> new Unclosed(stream));
  }

  boolean isNone() {
    return this == NONE;
  }

  InputStream open() throws IOException {
    return opener.open();
  }

  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream stream) {
      super(stream);
    }

    @Override
    public void close() {}
  }
}
