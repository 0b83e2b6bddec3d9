package io.containerrun.engine.internal.stream;

import io.containerrun.engine.internal.util.CallerStreamException;
import io.containerrun.value.StandardStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Splits the output of a container into its streams.
 *
 * <p>A container with a terminal sends raw bytes. Any other sends frames of a header (stream, three
 * zeros, length) and content, which are independent of lines and reads. Only the container tells
 * which form it is: engines before API 1.42 declare frames as raw.
 */
public final class Demultiplexer {

  /** Enough for most containers; once it is full, the large buffer is used. */
  private static final int FIRST_BUFFER = 1 << 12;

  private static final int LARGE_BUFFER = 1 << 16;
  private static final int HEADER = 8;
  private static final int MOST_ERROR_TEXT = 1 << 16;

  private final ReadableByteChannel channel;
  private final OutputSink sink;
  private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BUFFER).limit(0);

  private Demultiplexer(ReadableByteChannel channel, OutputSink sink) {
    this.channel = channel;
    this.sink = sink;
  }

  /**
   * Reads to the end, and leaves the sink open for more.
   *
   * @param terminal whether the container has a terminal
   * @throws EngineStreamException if the engine reports an error within the stream, or sends an
   *     invalid frame
   * @throws java.io.EOFException if the stream breaks off within a frame
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
  }

  /**
   * Tells a sink that no more comes.
   *
   * @throws CallerStreamException if the sink fails
   */
  public static void end(OutputSink sink) throws CallerStreamException {
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
        throw new EngineStreamException("the engine sent an invalid frame of output");
      }
      buffer.position(start + HEADER);
      if (stream == 3) {
        throw new EngineStreamException(errorText(length));
      }
      content(stream == 2 ? StandardStream.STDERR : StandardStream.STDOUT, length);
    }
    if (buffer.hasRemaining()) {
      throw cutOff();
    }
  }

  private void content(StandardStream stream, long length) throws IOException {
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

  private static EOFException cutOff() {
    return new EOFException("the output broke off: the connection was cut");
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

  private String errorText(long length) throws IOException {
    int most = (int) Math.min(length, MOST_ERROR_TEXT);
    StringBuilder text = new StringBuilder();
    while (text.length() < most && (buffer.hasRemaining() || fill())) {
      int count = Math.min(most - text.length(), buffer.remaining());
      text.append(new String(buffer.array(), buffer.position(), count, StandardCharsets.UTF_8));
      buffer.position(buffer.position() + count);
    }
    return text.toString().strip();
  }

  /** Reads until that many bytes are buffered; returns false if the stream ends first. */
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

  /** Reads into the empty buffer; returns false at the end. */
  private boolean fill() throws IOException {
    boolean tooSmall = buffer.capacity() < LARGE_BUFFER && buffer.limit() == buffer.capacity();
    buffer = tooSmall ? ByteBuffer.allocate(LARGE_BUFFER) : buffer.clear();
    int read = channel.read(buffer);
    buffer.flip();
    return read >= 0;
  }
}
