package io.containerrun.engine.internal.ready;

import io.containerrun.engine.internal.util.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Whether a port accepts connections and keeps them: docker's proxy accepts connections for
 * programs that do not listen yet, and drops them.
 */
public final class PortCheck {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
  private static final int STAYS_OPEN_MILLIS = 100;

  private PortCheck() {}

  /** Checks it once. */
  public static PortProbe.Finding find(InetSocketAddress address, Duration left) {
    // The socket of a channel, because an interrupt ends what it waits for.
    try (SocketChannel channel = SocketChannel.open()) {
      channel.socket().connect(address, new Clock(left, CONNECT_LIMIT).leftMillis());
      return staysOpen(channel);
    } catch (IOException failure) {
      return PortProbe.Finding.unreachable(Reason.of(failure));
    }
  }

  private static PortProbe.Finding staysOpen(SocketChannel channel) {
    try {
      channel.socket().setSoTimeout(STAYS_OPEN_MILLIS);
      return channel.socket().getInputStream().read() >= 0
          ? PortProbe.Finding.pass()
          : PortProbe.Finding.unreachable("the connection was accepted and closed at once");
    } catch (SocketTimeoutException silent) {
      return PortProbe.Finding.pass();
    } catch (IOException closed) {
      return PortProbe.Finding.unreachable(
          "the connection was accepted and broke off: " + Reason.of(closed));
    }
  }
}
