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
 * The head of an HTTP response.
 *
 * @param status the HTTP status
 * @param reason the words after the status; empty if there are none
 * @param headers by name in lower case
 * @param beyond the bytes after the head that came in the same read
 */
public record ResponseHead(
    int status, String reason, Map<String, String> headers, ByteBuffer beyond) {

  /** Enough for the heads of engines and a short body. */
  private static final int FIRST_BUFFER = 1 << 10;

  private static final int MOST = 1 << 16;

  private static final int MOST_INTERIM = 100;

  /** The start of a TLS alert, which is the response to a plain request. */
  private static final char TLS_ALERT = 0x15;

  private static final int LONGEST_QUOTE = 80;

  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: (.*))?");

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  /** Reads the head of the response, after those that are only interim. */
  public static ResponseHead read(ReadableByteChannel channel) throws ConnectionFailure {
    ResponseHead head = read(channel, ByteBuffer.allocate(FIRST_BUFFER));
    for (int count = 0; head.isInterim(); count++) {
      if (count == MOST_INTERIM) {
        throw broken("there are more than " + MOST_INTERIM + " interim responses");
      }
      ByteBuffer beyond = head.beyond;
      int size = Math.max(FIRST_BUFFER, beyond.remaining());
      head = read(channel, ByteBuffer.allocate(size).put(beyond));
    }
    return head;
  }

  private boolean isInterim() {
    return status < 200 && status != 101;
  }

  private static ResponseHead read(ReadableByteChannel channel, ByteBuffer first)
      throws ConnectionFailure {
    ByteBuffer bytes = first;
    int end;
    while ((end = endOfHead(bytes)) < 0) {
      requireHttp(bytes);
      if (bytes.position() >= MOST) {
        throw broken("the head of the response is longer than " + MOST + " bytes");
      }
      bytes = bytes.hasRemaining() ? bytes : doubled(bytes);
      if (!more(channel, bytes)) {
        throw endedEarly(bytes);
      }
    }
    return parse(text(bytes, end), bytes.flip().position(end).slice());
  }

  private static ConnectionFailure endedEarly(ByteBuffer bytes) {
    if (bytes.position() == 0) {
      return new ConnectionFailure(
          Kind.NO_RESPONSE, "the connection was closed without a response");
    }
    String start = text(bytes);
    return "HTTP/".startsWith(start) || start.startsWith("HTTP/")
        ? broken("the head of the response broke off")
        : otherProtocol(start);
  }

  /** Servers of other protocols say who they are, and wait. */
  private static void requireHttp(ByteBuffer bytes) throws ConnectionFailure {
    String start = text(bytes);
    if (start.indexOf('\n') >= 0 && !start.startsWith("HTTP/")) {
      throw otherProtocol(start);
    }
  }

  private static ConnectionFailure otherProtocol(String start) {
    return start.charAt(0) == TLS_ALERT
        ? new ConnectionFailure(Kind.INSECURE, TlsFailures.WITHOUT_TLS)
        : ConnectionFailure.notHttp(readable(start.lines().findFirst().orElse("")));
  }

  private static String text(ByteBuffer bytes) {
    return text(bytes, bytes.position());
  }

  private static String text(ByteBuffer bytes, int end) {
    return StandardCharsets.ISO_8859_1.decode(bytes.duplicate().flip().limit(end)).toString();
  }

  /** Reads a response although the request could not be written completely. */
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
      Kind kind = bytes.position() == 0 ? Kind.NO_RESPONSE : Kind.BROKEN;
      String words = "no response: " + ConnectionFailure.reason(failure);
      throw new ConnectionFailure(kind, words, failure);
    }
  }

  /** The index after the empty line that ends the head, or -1. */
  private static int endOfHead(ByteBuffer bytes) {
    for (int i = 2; i < bytes.position(); i++) {
      boolean empty =
          bytes.get(i - 1) == '\n' || (bytes.get(i - 1) == '\r' && bytes.get(i - 2) == '\n');
      if (bytes.get(i) == '\n' && empty) {
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
      throw ConnectionFailure.notHttp(readable(lines.get(0)));
    }
    Map<String, String> headers = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    String reason = status.group(2) == null ? "" : status.group(2);
    return new ResponseHead(Integer.parseInt(status.group(1)), reason, headers, beyond);
  }

  /** The start of a line, without control characters. */
  private static String readable(String line) {
    String printable = line.replaceAll("[^ -~]", "?");
    return printable.length() <= LONGEST_QUOTE
        ? printable
        : printable.substring(0, LONGEST_QUOTE) + "…";
  }

  private static ConnectionFailure broken(String message) {
    return new ConnectionFailure(Kind.BROKEN, message);
  }

  /** Whether a header has a value, ignoring case. */
  boolean says(String header, String value) {
    return value.equalsIgnoreCase(headers.getOrDefault(header, ""));
  }

  /** Whether raw bytes follow, which last as long as the connection. */
  boolean isUpgrade() {
    boolean framed = headers.containsKey("content-length") || says("transfer-encoding", "chunked");
    return status == 101 || (status == 200 && !framed);
  }

  /** The content length; empty if there is none. */
  OptionalLong length() throws ConnectionFailure {
    String length = headers.getOrDefault("content-length", "");
    if (length.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!LENGTH.matcher(length).matches()) {
      throw ConnectionFailure.notHttp("Content-Length: " + readable(length));
    }
    return OptionalLong.of(Long.parseLong(length));
  }
}
