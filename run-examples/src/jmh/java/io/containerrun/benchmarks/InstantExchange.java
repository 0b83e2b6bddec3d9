package io.containerrun.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection of an {@link InstantEngine}, request after request. */
final class InstantExchange {

  private static final Pattern IMAGE = Pattern.compile("\"Image\" ?: ?\"([^\"]*)\"");
  private static final Pattern LENGTH = Pattern.compile("(?i)\ncontent-length: *([0-9]+)");

  private final SocketChannel channel;
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
  private String path = "";
  private boolean wantsUpgrade;
  private String body = "";

  InstantExchange(SocketChannel channel) {
    this.channel = channel;
  }

  SocketChannel channel() {
    return channel;
  }

  /** Reads a request; false at the end of the connection. */
  boolean read() throws IOException {
    bytes.clear();
    int end = -1;
    int length = 0;
    while (end < 0 || bytes.position() < end + length) {
      if (channel.read(bytes) < 0) {
        return false;
      }
      if (end < 0) {
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
        end = text.indexOf("\r\n\r\n") + 4;
        end = end == 3 ? -1 : end;
        Matcher matcher = LENGTH.matcher(text);
        length = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        wantsUpgrade = text.contains("pgrade: tcp");
        path = text.substring(text.indexOf(' ') + 1, text.indexOf(" HTTP/"));
      }
    }
    int query = path.indexOf('?');
    path = query < 0 ? path : path.substring(0, query);
    body = new String(bytes.array(), end, length, StandardCharsets.UTF_8);
    return true;
  }

  /** The path without its query. */
  String path() {
    return path;
  }

  /** Whether the request asks for a pipe. */
  boolean wantsUpgrade() {
    return wantsUpgrade;
  }

  /** The image that a create request names. */
  String image() {
    Matcher image = IMAGE.matcher(body);
    return image.find() ? image.group(1) : "";
  }

  void answer(String status, String headers, String text) throws IOException {
    write(
        "HTTP/1.1 "
            + status
            + "\r\n"
            + headers
            + "Content-Length: "
            + text.length()
            + "\r\n\r\n"
            + text);
  }

  void write(String text) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }
}
