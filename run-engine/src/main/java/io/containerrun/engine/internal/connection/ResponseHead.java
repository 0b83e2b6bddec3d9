package io.containerrun.engine.internal.connection;

import io.containerrun.engine.internal.connection.ConnectionFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an HTTP answer, read to its last byte and no further.
 *
 * @param status the HTTP status
 * @param headers by name in lower case
 * @param beyond what came in the same read after the head
 */
record ResponseHead(int status, Map<String, String> headers, ByteBuffer beyond) {

  private static final int MOST = 1 << 16;

  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");

  static ResponseHead read(ReadableByteChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4096);
    int end;
    while ((end = endOfHead(bytes)) < 0) {
      if (bytes.position() >= MOST) {
        throw nonsense("the head of the answer does not end within " + MOST + " bytes");
      }
      bytes = bytes.hasRemaining() ? bytes : doubled(bytes);
      if (channel.read(bytes) < 0) {
        throw bytes.position() == 0
            ? new ConnectionFailure(Kind.NO_ANSWER, "the engine closed without an answer")
            : nonsense("the head of the answer breaks off");
      }
    }
    String text = new String(bytes.array(), 0, end, StandardCharsets.ISO_8859_1);
    return parse(text, bytes.flip().position(end).slice());
  }

  /** The index behind the empty line that ends the head, or -1. */
  private static int endOfHead(ByteBuffer bytes) {
    for (int i = 3; i < bytes.position(); i++) {
      if (bytes.get(i) == '\n'
          && bytes.get(i - 1) == '\r'
          && bytes.get(i - 2) == '\n'
          && bytes.get(i - 3) == '\r') {
        return i + 1;
      }
    }
    return -1;
  }

  private static ByteBuffer doubled(ByteBuffer full) {
    return ByteBuffer.allocate(full.capacity() * 2).put(full.flip());
  }

  private static ResponseHead parse(String text, ByteBuffer beyond) throws ConnectionFailure {
    List<String> lines = text.lines().toList();
    Matcher status = STATUS_LINE.matcher(lines.get(0));
    if (!status.matches()) {
      throw nonsense("the answer is not HTTP: " + lines.get(0));
    }
    Map<String, String> headers = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return new ResponseHead(Integer.parseInt(status.group(1)), headers, beyond);
  }

  private static ConnectionFailure nonsense(String message) {
    return new ConnectionFailure(Kind.BROKEN, message);
  }

  /** The body of an answer that ends: by its length, its last chunk, or the end of the stream. */
  String body(ReadableByteChannel channel, int most) throws IOException {
    boolean chunked = "chunked".equalsIgnoreCase(headers.getOrDefault("transfer-encoding", ""));
    int length =
        chunked ? most : Integer.parseInt(headers.getOrDefault("content-length", "" + most));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    ByteBuffer bytes = beyond;
    while (true) {
      body.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      String text = body.toString(StandardCharsets.UTF_8);
      if (chunked && text.endsWith("0\r\n\r\n")) {
        return text.replaceAll("(^|\r\n)[0-9a-fA-F]+\r\n", "").strip();
      }
      bytes = ByteBuffer.allocate(4096);
      if (body.size() >= Math.min(length, most) || channel.read(bytes) < 0) {
        return text.strip();
      }
      bytes.flip();
    }
  }
}
