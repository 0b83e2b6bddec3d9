package io.containerrun.engine.internal.http;

import io.containerrun.engine.internal.http.ConnectionFailure.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
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

  /** Enough for the heads of engines, and for a short body. */
  private static final int FIRST_BUFFER = 1 << 10;

  private static final int MOST = 1 << 16;

  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  static ResponseHead read(ReadableByteChannel channel) throws ConnectionFailure {
    ByteBuffer bytes = ByteBuffer.allocate(FIRST_BUFFER);
    int end;
    while ((end = endOfHead(bytes)) < 0) {
      if (bytes.position() >= MOST) {
        throw nonsense("the head of the answer does not end within " + MOST + " bytes");
      }
      bytes = bytes.hasRemaining() ? bytes : doubled(bytes);
      if (!more(channel, bytes)) {
        refuseTls(bytes);
        throw bytes.position() == 0
            ? new ConnectionFailure(Kind.NO_ANSWER, "the engine closed without an answer")
            : nonsense("the head of the answer breaks off");
      }
    }
    String text = new String(bytes.array(), 0, end, StandardCharsets.ISO_8859_1);
    return parse(text, bytes.flip().position(end).slice());
  }

  /** What TLS says to those who speak without begins with this byte. */
  private static void refuseTls(ByteBuffer bytes) throws ConnectionFailure {
    if (bytes.position() > 0 && bytes.get(0) == 0x15) {
      throw new ConnectionFailure(Kind.INSECURE, TlsFailures.WITHOUT_TLS);
    }
  }

  /** Reads what is there all the same, where the request could not be written to its end. */
  static ResponseHead readAfter(IOException unsent, ReadableByteChannel channel)
      throws ConnectionFailure {
    try {
      return read(channel);
    } catch (ConnectionFailure silent) {
      silent.addSuppressed(unsent);
      throw silent;
    }
  }

  private static boolean more(ReadableByteChannel channel, ByteBuffer bytes)
      throws ConnectionFailure {
    try {
      return channel.read(bytes) >= 0;
    } catch (ConnectionFailure known) {
      throw known;
    } catch (IOException failure) {
      Kind kind = bytes.position() == 0 ? Kind.NO_ANSWER : Kind.BROKEN;
      String words = "no answer: " + ConnectionFailure.reason(failure);
      throw new ConnectionFailure(kind, words, failure);
    }
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

  /** Whether a header has a value, whatever their case. */
  boolean says(String header, String value) {
    return value.equalsIgnoreCase(headers.getOrDefault(header, ""));
  }

  /** How long the body is said to be; empty if that is not said. */
  OptionalLong length() throws ConnectionFailure {
    String length = headers.getOrDefault("content-length", "");
    if (length.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!LENGTH.matcher(length).matches()) {
      throw nonsense("the answer is not HTTP: Content-Length: " + length);
    }
    return OptionalLong.of(Long.parseLong(length));
  }
}
