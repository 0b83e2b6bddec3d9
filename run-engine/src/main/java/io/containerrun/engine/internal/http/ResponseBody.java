package io.containerrun.engine.internal.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body of a response, up to the end that its framing defines: the content length, the last
 * chunk, or the end of the connection. Read by one thread.
 */
public final class ResponseBody extends InputStream {

  /** A chunk length, with extensions that are ignored. */
  private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,15})\\s*(?:;.*)?");

  /** Enough for most bodies; grows when it is full. */
  private static final int FIRST_BUFFER = 1 << 9;

  private static final int LARGE_BUFFER = 1 << 13;
  private static final int LONGEST_LINE = 1 << 12;
  private static final int MOST_TRAILERS = 100;

  /** Called at the end if the connection can be reused. */
  public interface AtEnd {
    /** The connection can be reused. */
    void reusable();
  }

  private final ReadableByteChannel channel;
  private final AtEnd atEnd;
  private final boolean chunked;
  private final boolean untilClosed;
  private final boolean reusable;
  private ByteBuffer bytes;
  private long left;
  private boolean chunkRead;
  private boolean ended;

  /**
   * Creates the body that follows a head.
   *
   * @param method the method of the request: a response to {@code HEAD} has no body
   * @param atEnd called at the end if the connection can be reused
   */
  public ResponseBody(ResponseHead head, String method, ReadableByteChannel channel, AtEnd atEnd)
      throws ConnectionFailure {
    boolean none = method.equals("HEAD") || head.status() == 204 || head.status() == 304;
    this.channel = channel;
    this.atEnd = atEnd;
    this.bytes = head.beyond();
    this.chunked = !none && head.says("transfer-encoding", "chunked");
    this.untilClosed = !none && !chunked && head.length().isEmpty();
    this.reusable = !untilClosed && !head.says("connection", "close");
    this.left = none || chunked ? 0 : head.length().orElse(Long.MAX_VALUE);
    if (!chunked && left == 0) {
      end();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int start, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    if (left == 0 && chunked && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int count = next(target, start, (int) Math.min(most, left));
    if (count < 0 && !untilClosed) {
      throw new EOFException("the response broke off");
    }
    left -= untilClosed ? 0 : count;
    if (count < 0 || (left == 0 && !chunked)) {
      end();
    }
    return count;
  }

  /**
   * Allocates only the content length if it is known, which is short for most responses.
   *
   * @throws ConnectionFailure if the body is longer than 64 MiB
   */
  @Override
  public byte[] readAllBytes() throws IOException {
    boolean known = !chunked && !untilClosed;
    if (known && left > BodyLimit.MOST) {
      throw BodyLimit.exceeded();
    }
    return known ? readNBytes((int) left) : BodyLimit.read(this);
  }

  private int next(byte[] target, int start, int most) throws IOException {
    if (!bytes.hasRemaining()) {
      if (most >= LARGE_BUFFER) {
        return channel.read(ByteBuffer.wrap(target, start, most));
      }
      if (!fill()) {
        return -1;
      }
    }
    int count = Math.min(most, bytes.remaining());
    bytes.get(target, start, count);
    return count;
  }

  private boolean fill() throws IOException {
    boolean tooSmall = bytes.capacity() < LARGE_BUFFER && bytes.limit() == bytes.capacity();
    int more = Math.max(FIRST_BUFFER, 2 * bytes.capacity());
    bytes = tooSmall ? ByteBuffer.allocate(more) : bytes.clear();
    int count = channel.read(bytes);
    bytes.flip();
    return count >= 0;
  }

  private void nextChunk() throws IOException {
    if (chunkRead) {
      line(); // the empty line after the previous chunk
    }
    chunkRead = true;
    String line = line();
    Matcher chunk = CHUNK.matcher(line);
    if (!chunk.matches()) {
      throw new IOException("invalid chunk length: " + line);
    }
    left = Long.parseLong(chunk.group(1), 16);
    if (left == 0) {
      skipTrailers();
      end();
    }
  }

  private void skipTrailers() throws IOException {
    for (int i = 0; !line().isEmpty(); i++) {
      if (i >= MOST_TRAILERS) {
        throw new IOException("there are more than " + MOST_TRAILERS + " trailers");
      }
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() < LONGEST_LINE) {
      if (!bytes.hasRemaining() && !fill()) {
        throw new EOFException("the response broke off");
      }
      char next = (char) (bytes.get() & 0xff);
      if (next == '\n') {
        return line.toString().strip();
      }
      line.append(next);
    }
    throw new IOException("a line between chunks is too long");
  }

  private void end() {
    ended = true;
    if (reusable && !bytes.hasRemaining()) {
      atEnd.reusable();
    }
  }

  /** The rest of the body as text, up to that many bytes. */
  String text(int most) throws IOException {
    return new String(readNBytes(most), StandardCharsets.UTF_8).strip();
  }
}
