package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Map;

/**
 * Keeps TCP connections alive: an idle connection is probed after 30 s, and fails within a minute
 * after that if the peer has gone. Systems wait two hours by default, in which a firewall has long
 * forgotten the connection.
 */
final class KeepAlive {

  private static final Map<String, Integer> SECONDS_AND_COUNT =
      Map.of("TCP_KEEPIDLE", 30, "TCP_KEEPINTERVAL", 10, "TCP_KEEPCOUNT", 6);

  private KeepAlive() {}

  /** Sets the options. Those of the interval exist only with the module jdk.net. */
  static void on(SocketChannel channel) throws IOException {
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    for (SocketOption<?> option : channel.supportedOptions()) {
      Integer value = SECONDS_AND_COUNT.get(option.name());
      if (value != null && option.type() == Integer.class) {
        set(channel, option, value);
      }
    }
  }

  @SuppressWarnings("unchecked") // its type is checked
  private static void set(SocketChannel channel, SocketOption<?> option, Integer value)
      throws IOException {
    channel.setOption((SocketOption<Integer>) option, value);
  }
}
