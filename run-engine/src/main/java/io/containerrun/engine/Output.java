package io.containerrun.engine;

import io.containerrun.value.Size;
import io.containerrun.value.StandardStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Where the output of a container goes.
 *
 * <pre>{@code
 * engine.run(build, Output.toLines(line -> progress.show(line)));
 * engine.run(dump, Output.toFile(Path.of("orders.sql")));
 * }</pre>
 *
 * <p>Consumers and streams are called on one thread of the engine, one call at a time. While one
 * takes its time the container waits; nothing piles up in memory. One that throws ends the run with
 * that very exception. A container with a terminal has one stream: its errors come as output.
 *
 * <p>A value without state; may be used for many runs if the consumers allow it.
 *
 * @since 0.1.0
 */
public final class Output {

  private static final Size DEFAULT_BOUND = Size.mebibytes(8);

  private interface Opener {
    Receiver open() throws IOException;
  }

  private final Opener opener;

  private Output(Opener opener) {
    this.opener = opener;
  }

  /** Keeps up to 8 MiB of each stream for the {@link RunResult}. */
  public static Output captured() {
    return captured(DEFAULT_BOUND);
  }

  /**
   * Keeps output for the {@link RunResult}. Of a longer stream its first and its last half remain,
   * with a mark between them that tells how much was left out.
   *
   * @param perStream most bytes of each stream, up to 1 GiB
   */
  public static Output captured(Size perStream) {
    if (perStream.compareTo(Size.gibibytes(1)) > 0) {
      throw new IllegalArgumentException(
          "cannot capture " + perStream + " of a stream: use up to 1g, or stream to a consumer");
    }
    int bound = (int) perStream.bytes();
    return new Output(() -> new CapturingReceiver(bound));
  }

  /**
   * Passes on both streams line by line, as they come.
   *
   * @param consumer gets each line without its end, decoded as UTF-8; a last line without an end
   *     too; a line beyond 1 MiB in pieces
   */
  public static Output toLines(Consumer<String> consumer) {
    Objects.requireNonNull(consumer, "consumer");
    return toLines((stream, line) -> consumer.accept(line));
  }

  /** Passes on lines together with the stream that they belong to. */
  public static Output toLines(BiConsumer<StandardStream, String> consumer) {
    Objects.requireNonNull(consumer, "consumer");
    return new Output(() -> new LineReceiver(consumer));
  }

  /** Writes both streams, byte by byte as they are; flushed at the end, not closed. */
  public static Output to(OutputStream out, OutputStream err) {
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(err, "err");
    return new Output(() -> new StreamReceiver(out, err));
  }

  /** Writes both streams into one, byte by byte in the order in which they come. */
  public static Output to(OutputStream both) {
    return to(both, both);
  }

  /** Writes both streams into a file, which is made anew. */
  public static Output toFile(Path file) {
    Objects.requireNonNull(file, "file");
    return new Output(
        () -> {
          OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file));
          return StreamReceiver.owning(stream);
        });
  }

  /** Drops all output; the container is never held up. */
  public static Output discarded() {
    return to(OutputStream.nullOutputStream());
  }

  Receiver open() throws IOException {
    return opener.open();
  }
}
