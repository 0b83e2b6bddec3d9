package io.containerrun.engine.internal.ready;

import io.containerrun.engine.internal.http.ConnectionFailure;
import io.containerrun.engine.internal.http.ResponseBody;
import io.containerrun.engine.internal.http.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/**
 * One request to a service on a connection of its own: without redirects, proxies, cookies and
 * stored credentials, which the clients of Java bring in.
 */
final class HttpExchange {

  private static final int MOST_OF_A_BODY = 1 << 20;

  private HttpExchange() {}

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
      return read(check, new TimedInput(socket, clock));
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

  private static HttpAnswer read(HttpCheck check, InputStream input) throws IOException {
    ReadableByteChannel channel = Channels.newChannel(input);
    ResponseHead head = head(channel);
    try (InputStream body = new ResponseBody(head, check.method(), channel, () -> {})) {
      String text = new String(body.readNBytes(MOST_OF_A_BODY), StandardCharsets.UTF_8);
      return new HttpAnswer(head.status(), head.reason(), head.headers(), text);
    }
  }

  private static ResponseHead head(ReadableByteChannel channel) throws IOException {
    try {
      return ResponseHead.read(channel);
    } catch (ConnectionFailure failure) {
      if (failure.getCause() instanceof SocketTimeoutException late) {
        throw late;
      }
      throw failure.kind() == ConnectionFailure.Kind.INSECURE
          ? new IOException("the service requires TLS; use Ready.https", failure)
          : failure;
    }
  }
}
