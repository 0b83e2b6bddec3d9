package io.containerrun.engine.internal.stream;

import io.containerrun.engine.internal.util.CallerStreamException;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Takes the output of a container apart into its streams.
 *
 * <p>A container with a terminal sends raw bytes. Any other sends frames of a header (stream, three
 * zeros, length) and a payload; they have nothing to do with lines or reads. Which of the two it is
 * follows from the container alone: engines before API 1.42 announce frames as raw.
 */
public final class Demultiplexer {

  /** Enough for most containers; whoever fills it gets more. */
  private static final int FIRST_BUFFER = 1 << 12;

  private static final int LARGE_BUFFER = 1 << 16;
  private static final int HEADER = 8;
  private static final int MOST_WORDS = 1 << 16;

  private final ReadableByteChannel channel;
  private final OutputSink sink;
  private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BUFFER).limit(0);

  private Demultiplexer(ReadableByteChannel channel, OutputSink sink) {
    this.channel = channel;
    this.sink = sink;
  }

  /**
   * Reads to the end.
   *
   * @param terminal whether the container has a terminal
   * @throws EngineStreamException if the engine reports an error within the stream, sends what is
   *     no frame, or was cut off inside one
   * @throws CallerStreamException if the sink fails
   */
  public static void pump(ReadableByteChannel channel, boolean terminal, OutputSink sink)
      throws IOException {
    Demultiplexer demultiplexer = new Demultiplexer(channel, sink);
    if (terminal) {
      demultiplexer.raw();
    } else {
      demultiplexer.frames();
    }
    try {
      sink.end();
    } catch (IOException own) {
      throw unwritable(own);
    }
  }

  private void raw() throws IOException {
    while (fill()) {
      pass(StandardStream.STDOUT, buffer.remaining());
    }
  }

  private void frames() throws IOException {
    while (has(HEADER)) {
      int start = buffer.position();
      int stream = buffer.get(start);
      long length = Integer.toUnsignedLong(buffer.getInt(start + 4));
      boolean zeros = (buffer.getInt(start) & 0xffffff) == 0;
      if (stream < 0 || stream > 3 || !zeros) {
        throw new EngineStreamException("the engine sent bytes that are no frame of output");
      }
      buffer.position(start + HEADER);
      if (stream == 3) {
        throw new EngineStreamException(words(length));
      }
      payload(stream == 2 ? StandardStream.STDERR : StandardStream.STDOUT, length);
    }
    if (buffer.hasRemaining()) {
      throw cutOff();
    }
  }

  private void payload(StandardStream stream, long length) throws IOException {
    long left = length;
    while (left > 0 && (buffer.hasRemaining() || fill())) {
      int count = (int) Math.min(left, buffer.remaining());
      pass(stream, count);
      left -= count;
    }
    if (left > 0) {
      throw cutOff();
    }
  }

  private static EngineStreamException cutOff() {
    return new EngineStreamException("the output broke off: the connection was cut");
  }

  private static CallerStreamException unwritable(IOException own) {
    return new CallerStreamException("the output cannot be written", own);
  }

  private void pass(StandardStream stream, int count) throws IOException {
    int start = buffer.position();
    buffer.position(start + count);
    try {
      sink.accept(stream, buffer.array(), start, count);
    } catch (IOException own) {
      throw unwritable(own);
    }
  }

  private String words(long length) throws IOException {
    int most = (int) Math.min(length, MOST_WORDS);
    StringBuilder words = new StringBuilder();
    while (words.length() < most && (buffer.hasRemaining() || fill())) {
      int count = Math.min(most - words.length(), buffer.remaining());
      words.append(new String(buffer.array(), buffer.position(), count, StandardCharsets.UTF_8));
      buffer.position(buffer.position() + count);
    }
    return words.toString().strip();
  }

  /** Reads on until that many bytes are at hand; false if the end comes first. */
  private boolean has(int count) throws IOException {
    while (buffer.remaining() < count) {
      buffer.compact();
      int read = channel.read(buffer);
      buffer.flip();
      if (read < 0) {
        return false;
      }
    }
    return true;
  }

  /** Reads into the empty buffer; false at the end. */
  private boolean fill() throws IOException {
    boolean tooSmall = buffer.capacity() < LARGE_BUFFER && buffer.limit() == buffer.capacity();
    buffer = tooSmall ? ByteBuffer.allocate(LARGE_BUFFER) : buffer.clear();
    int read = channel.read(buffer);
    buffer.flip();
    return read >= 0;
  }
}
