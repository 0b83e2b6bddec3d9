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
 * The body of an answer, to the end that its framing sets: its length, its last chunk, or the end
 * of the connection. One thread reads.
 */
final class ResponseBody extends InputStream {

  /** A length, and maybe extensions, which nobody needs. */
  private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,15})\\s*(?:;.*)?");

  /** Enough for most bodies; whoever fills it gets more. */
  private static final int FIRST_BUFFER = 1 << 9;

  private static final int LARGE_BUFFER = 1 << 13;
  private static final int LONGEST_LINE = 1 << 12;

  /** What to do at the end, if another answer may follow on the same connection. */
  interface AtEnd {
    void reusable();
  }

  private final ReadableByteChannel channel;
  private final AtEnd atEnd;
  private final boolean chunked;
  private final boolean untilClosed;
  private final boolean reusable;
  private ByteBuffer bytes;
  private long left;
  private boolean begun;
  private boolean ended;

  /**
   * Begins behind the head.
   *
   * @param method of the request: there is none to {@code HEAD}
   */
  ResponseBody(ResponseHead head, String method, ReadableByteChannel channel, AtEnd atEnd)
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
      throw new EOFException("the answer broke off");
    }
    left -= untilClosed ? 0 : count;
    if (count < 0 || (left == 0 && !chunked)) {
      end();
    }
    return count;
  }

  /** Most answers tell a short length, or none: no more is made ready than they need. */
  @Override
  public byte[] readAllBytes() throws IOException {
    boolean told = !chunked && !untilClosed && left <= Integer.MAX_VALUE;
    return told ? readNBytes((int) left) : super.readAllBytes();
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
    if (begun) {
      line(); // the empty one behind the last chunk
    }
    begun = true;
    String line = line();
    Matcher chunk = CHUNK.matcher(line);
    if (!chunk.matches()) {
      throw new IOException("not a length of a chunk: " + line);
    }
    left = Long.parseLong(chunk.group(1), 16);
    if (left == 0) {
      while (!line().isEmpty()) {}
      end();
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() < LONGEST_LINE) {
      if (!bytes.hasRemaining() && !fill()) {
        throw new EOFException("the answer broke off");
      }
      char next = (char) (bytes.get() & 0xff);
      if (next == '\n') {
        return line.toString().strip();
      }
      line.append(next);
    }
    throw new IOException("a line between chunks does not end");
  }

  private void end() {
    ended = true;
    if (reusable && !bytes.hasRemaining()) {
      atEnd.reusable();
    }
  }

  /** All that is left as text, but not more than that many bytes. */
  String text(int most) throws IOException {
    return new String(readNBytes(most), StandardCharsets.UTF_8).strip();
  }
}
