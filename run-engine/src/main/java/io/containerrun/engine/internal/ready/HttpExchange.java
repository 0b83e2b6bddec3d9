package io.containerrun.engine.internal.ready;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;

/**
 * One request to a service on a connection of its own: without redirects, proxies, cookies and
 * stored credentials, which the clients of Java bring in. Used by one thread.
 */
final class HttpExchange {

  private static final int LONGEST_LINE = 1 << 14;
  private static final int MOST_HEADERS = 200;
  private static final int MOST_OF_A_BODY = 1 << 20;

  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: (.*))?");

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");
  private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,7})[ \\t]*(?:;.*)?");

  private final HttpCheck check;
  private final InputStream input;

  private HttpExchange(HttpCheck check, InputStream input) {
    this.check = check;
    this.input = input;
  }

  /** Sends a request and reads the response, within a time. */
  static HttpAnswer send(HttpCheck check, InetSocketAddress address, Clock clock)
      throws IOException {
    if (address.isUnresolved()) {
      throw new UnknownHostException("the host " + address.getHostString() + " is unknown");
    }
    // The socket of a channel, because an interrupt ends what it waits for.
    try (SocketChannel channel = SocketChannel.open()) {
      channel.socket().connect(address, clock.leftMillis());
      Socket socket = secured(check, channel.socket(), address, clock);
      socket.getOutputStream().write(request(check, PortProbe.text(address)));
      socket.getOutputStream().flush();
      return new HttpExchange(check, new TimedInput(socket, clock)).read();
    }
  }

  private static Socket secured(
      HttpCheck check, Socket socket, InetSocketAddress address, Clock clock) throws IOException {
    if (check.trust().isEmpty()) {
      return socket;
    }
    socket.setSoTimeout(clock.leftMillis());
    SSLSocket secure = check.trust().get().over(socket, address.getHostString(), address.getPort());
    secure.startHandshake();
    return secure;
  }

  private static byte[] request(HttpCheck check, String host) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StringBuilder head = new StringBuilder();
    head.append(check.method()).append(' ').append(check.target()).append(" HTTP/1.1\r\n");
    check
        .allHeaders(host)
        .forEach(it -> head.append(it.getKey()).append(": ").append(it.getValue()).append("\r\n"));
    byte[] body = check.body().orElse("").getBytes(StandardCharsets.UTF_8);
    if (check.body().isPresent()) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    bytes.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    bytes.write(body);
    return bytes.toByteArray();
  }

  private HttpAnswer read() throws IOException {
    Matcher status = statusLine();
    Map<String, String> headers = headers();
    while (status.group(1).startsWith("1")) { // interim
      status = statusLine();
      headers = headers();
    }
    int code = Integer.parseInt(status.group(1));
    String reason = status.group(2) == null ? "" : status.group(2);
    boolean empty = check.method().equals("HEAD") || code == 204 || code == 304;
    String body = empty ? "" : new String(body(headers), StandardCharsets.UTF_8);
    return new HttpAnswer(code, reason, headers, body);
  }

  private Matcher statusLine() throws IOException {
    String line = line(true);
    Matcher status = STATUS_LINE.matcher(line);
    if (!status.matches()) {
      throw new IOException("the response is not HTTP: " + Words.quote(line));
    }
    return status;
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (int count = 0; count < MOST_HEADERS; count++) {
      String line = line(false);
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    throw new IOException("the response has more than " + MOST_HEADERS + " headers");
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (headers
        .getOrDefault("transfer-encoding", "")
        .toLowerCase(Locale.ROOT)
        .contains("chunked")) {
      return chunks();
    }
    String length = headers.getOrDefault("content-length", "");
    if (!LENGTH.matcher(length).matches()) {
      return input.readNBytes(MOST_OF_A_BODY); // until the service closes the connection
    }
    int wanted = Math.min(MOST_OF_A_BODY, Integer.parseInt(length));
    return complete(input.readNBytes(wanted), wanted);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (body.size() < MOST_OF_A_BODY) {
      String line = line(false);
      Matcher size = CHUNK.matcher(line);
      if (!size.matches()) {
        throw new IOException("the response has an invalid chunk: " + Words.quote(line));
      }
      int length = Integer.parseInt(size.group(1), 16);
      if (length == 0) {
        break;
      }
      int wanted = Math.min(MOST_OF_A_BODY, length);
      body.write(complete(input.readNBytes(wanted), wanted));
      if (wanted == length && !line(false).isEmpty()) {
        throw new IOException("the response has a chunk of another length than it says");
      }
    }
    return body.toByteArray();
  }

  private static byte[] complete(byte[] bytes, int wanted) throws IOException {
    if (bytes.length < wanted) {
      throw new EOFException("the response breaks off");
    }
    return bytes;
  }

  /** A line without its end. */
  private String line(boolean first) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next;
    while ((next = input.read()) != '\n') {
      if (next < 0) {
        boolean silent = first && line.size() == 0;
        throw new EOFException(
            silent ? "the connection was closed without a response" : "the response breaks off");
      }
      if (line.size() == LONGEST_LINE) {
        throw new IOException("the response has a line of more than " + LONGEST_LINE + " bytes");
      }
      line.write(next);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
