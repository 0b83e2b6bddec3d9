package io.containerrun.engine;

import io.containerrun.engine.internal.stream.CapturingReceiver;
import io.containerrun.engine.internal.stream.LineReceiver;
import io.containerrun.engine.internal.stream.OutputTarget;
import io.containerrun.engine.internal.stream.StreamReceiver;
import io.containerrun.value.Size;
import io.containerrun.value.StandardStream;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Where the output of a program in a container goes.
 *
 * <pre>{@code
 * engine.run(build, Output.toLines(log::info));
 * engine.run(dump, Output.toFile(Path.of("orders.sql")));
 * }</pre>
 *
 * <p>Consumers and streams are called one call at a time, on the thread that waits for the run or
 * on one of the engine. While one is busy the program waits; nothing accumulates in memory. An
 * exception that one throws ends the run and is thrown by it; an interrupt of the waiting thread
 * ends it once the consumer returns. A container with a terminal has a single stream, which carries
 * its errors as well.
 *
 * <p>Immutable; may be used for many runs if the consumers allow it.
 *
 * @since 0.1.0
 */
public sealed interface Output permits OutputTarget {

  /** Captures up to 8 MiB of each stream for the result. */
  static Output captured() {
    return captured(Size.mebibytes(8));
  }

  /**
   * Captures output for the result. Of a longer stream the first and the last half are kept, with a
   * mark between them that tells how much was left out.
   *
   * @param perStream the most bytes of each stream, up to 1 GiB
   * @throws IllegalArgumentException if it is more
   */
  static Output captured(Size perStream) {
    if (perStream.compareTo(Size.gibibytes(1)) > 0) {
      throw new IllegalArgumentException(
          "cannot capture " + perStream + " of a stream: use up to 1g, or stream to a consumer");
    }
    int bound = (int) perStream.bytes();
    return new OutputTarget(() -> new CapturingReceiver(bound));
  }

  /**
   * Passes on both streams line by line.
   *
   * @param consumer called with each line without its line break, decoded as UTF-8, the last line
   *     even if it has no line break; a line of more than 1 MiB comes in pieces
   */
  static Output toLines(Consumer<String> consumer) {
    Objects.requireNonNull(consumer, "consumer");
    return toLinesWithStream((stream, line) -> consumer.accept(line));
  }

  /**
   * Passes on lines as {@link #toLines} does, each with the stream that it was written to.
   *
   * <p>It has another name so that {@code toLines(log::info)} and {@code toLines(list::add)}
   * compile.
   */
  static Output toLinesWithStream(BiConsumer<StandardStream, String> consumer) {
    Objects.requireNonNull(consumer, "consumer");
    return new OutputTarget(() -> new LineReceiver(consumer));
  }

  /** Writes the bytes of each stream to a stream, which is flushed at the end and not closed. */
  static Output to(OutputStream out, OutputStream err) {
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(err, "err");
    return new OutputTarget(() -> new StreamReceiver(out, err));
  }

  /** Writes the bytes of both streams to one stream, in the order of arrival. */
  static Output to(OutputStream both) {
    return to(both, both);
  }

  /** Writes the bytes of both streams to a file, which is created or replaced. */
  static Output toFile(Path file) {
    Objects.requireNonNull(file, "file");
    return new OutputTarget(
        () -> StreamReceiver.owning(new BufferedOutputStream(Files.newOutputStream(file))));
  }

  /** Discards all output; the program never waits for a reader. */
  static Output discarded() {
    return to(OutputStream.nullOutputStream());
  }
}
