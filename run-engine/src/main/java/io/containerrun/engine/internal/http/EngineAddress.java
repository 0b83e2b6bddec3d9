package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * Where an engine listens.
 *
 * <p>The text form is docker's own: {@code unix:///path}, {@code tcp://host:port}.
 */
public sealed interface EngineAddress {

  /** Where an engine listens by default. */
  EngineAddress DEFAULT = new Unix("/var/run/docker.sock");

  /** Where an engine listens by default if TLS is asked for. */
  EngineAddress DEFAULT_TLS = new Tcp("localhost", 2376, "", false);

  /** A new connection. */
  TransportSocket open() throws IOException;

  /** What stands before each path. */
  String base();

  /** The host on which the ports that the engine publishes are reached. */
  String publishedHost();

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if the text is no address, or one of a kind not supported
   */
  static EngineAddress parse(String text) {
    return EngineAddressText.parse(text);
  }

  /**
   * A socket in the file system.
   *
   * @param path its absolute path
   */
  record Unix(String path) implements EngineAddress {
    @Override
    public TransportSocket open() throws IOException {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      return new ChannelSocket(
          EngineAddressText.connected(channel, UnixDomainSocketAddress.of(path)));
    }

    @Override
    public String base() {
      return "";
    }

    @Override
    public String publishedHost() {
      return "127.0.0.1";
    }

    @Override
    public String toString() {
      return "unix://" + path;
    }
  }

  /**
   * A TCP port.
   *
   * @param host name or number; IPv6 numbers without brackets
   * @param port 1 to 65535
   * @param base the path that stands before each request's path; empty, or begins with a slash
   * @param secure whether the address itself asks for TLS
   */
  record Tcp(String host, int port, String base, boolean secure) implements EngineAddress {
    @Override
    public TransportSocket open() throws IOException {
      return new ChannelSocket(channel());
    }

    SocketChannel channel() throws IOException {
      SocketChannel channel = SocketChannel.open();
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      return EngineAddressText.connected(channel, new InetSocketAddress(host, port));
    }

    @Override
    public String publishedHost() {
      return host;
    }

    @Override
    public String toString() {
      String name = host.contains(":") ? "[" + host + "]" : host;
      return (secure ? "https://" : "tcp://") + name + ":" + port + base;
    }
  }
}
