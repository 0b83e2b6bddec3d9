package io.containerrun.engine.internal.connection;

import io.containerrun.engine.internal.connection.ConnectionFailure.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Opens upgraded connections on JDK channels. The pooled client cannot: it has no way to end one
 * direction and keep the other, so a container that reads its input to the end would never end.
 */
final class ChannelUpgrade {

  private static final int MOST_OF_A_REFUSAL = 1 << 16;

  private final EngineAddress address;

  ChannelUpgrade(EngineAddress address) {
    this.address = address;
  }

  Upgraded open(Request request) throws IOException {
    SocketChannel channel = connect();
    try {
      ByteBuffer bytes = ByteBuffer.wrap(head(request).getBytes(StandardCharsets.ISO_8859_1));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      ResponseHead head = ResponseHead.read(channel);
      if (head.status() != 101 && head.status() != 200) {
        throw new UpgradeRefused(head.status(), head.body(channel, MOST_OF_A_REFUSAL));
      }
      return new UpgradedChannel(channel, head.beyond());
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private SocketChannel connect() throws ConnectionFailure {
    try {
      return address.open();
    } catch (IOException unreachable) {
      throw new ConnectionFailure(Kind.UNREACHABLE, PooledHttp.reason(unreachable), unreachable);
    }
  }

  private String head(Request request) {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(address.base()).append(request.path());
    head.append(" HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n");
    head.append("Content-Type: text/plain\r\nContent-Length: 0\r\n");
    request.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return head.append("\r\n").toString();
  }
}
