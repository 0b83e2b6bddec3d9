package io.containerrun.engine.internal.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The address of an engine.
 *
 * <p>The text form is docker's own: {@code unix:///path}, {@code tcp://host:port}, {@code
 * ssh://user@host}, {@code npipe:////./pipe/name}.
 */
public sealed interface EngineAddress {

  /** The default address on this system. */
  EngineAddress DEFAULT = defaultOn(System.getProperty("os.name", ""));

  /** The default address with TLS. */
  EngineAddress DEFAULT_TLS = new Tcp("localhost", 2376, "", false);

  /**
   * Opens a new connection.
   *
   * @param connecting gets what to close to cancel a connect on the caller's thread
   */
  TransportSocket open(Consumer<Closeable> connecting) throws IOException;

  /** The prefix of each path. */
  String base();

  /** The host of the ports that the engine publishes. */
  String publishedHost();

  /**
   * The default address on a system.
   *
   * @param system as the system property {@code os.name} has it
   */
  static EngineAddress defaultOn(String system) {
    return isWindows(system)
        ? new Pipe("//./pipe/docker_engine")
        : new Unix("/var/run/docker.sock");
  }

  /** Whether a system of that name is Windows, as the system property {@code os.name} has it. */
  static boolean isWindows(String system) {
    return system.startsWith("Windows");
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if the text is not an address, or its kind is not supported
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
    /** Connecting takes as long as the queue of the engine is full. */
    @Override
    public TransportSocket open(Consumer<Closeable> connecting) throws IOException {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      connecting.accept(channel);
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
   * A named pipe of Windows. The JDK cannot connect to one.
   *
   * @param path such as {@code //./pipe/docker_engine}
   */
  record Pipe(String path) implements EngineAddress {
    @Override
    public TransportSocket open(Consumer<Closeable> connecting) throws IOException {
      throw new IOException("named pipes need a carrier");
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
      return "npipe://" + path;
    }
  }

  /**
   * A TCP port.
   *
   * @param host name or IP address; an IPv6 address without brackets
   * @param port 1 to 65535
   * @param base the prefix of each path; empty, or starts with a slash
   * @param secure whether the scheme implies TLS
   */
  record Tcp(String host, int port, String base, boolean secure) implements EngineAddress {
    /** Not cancelled by closing: a name lookup is not, so another thread connects. */
    @Override
    public TransportSocket open(Consumer<Closeable> connecting) throws IOException {
      return new ChannelSocket(channel());
    }

    SocketChannel channel() throws IOException {
      SocketChannel channel = SocketChannel.open();
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      KeepAlive.on(channel);
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

  /**
   * A host that ssh logs in to, where the docker command connects to the engine.
   *
   * @param user the user to log in as; empty if ssh decides
   * @param host name or IP address; an IPv6 address without brackets
   * @param port 1 to 65535; 0 if ssh decides
   * @param path the absolute path of the engine's socket; empty if the docker command decides
   */
  record Ssh(String user, String host, int port, String path) implements EngineAddress {
    @Override
    public TransportSocket open(Consumer<Closeable> connecting) throws IOException {
      return SshSocket.start(command());
    }

    /** The same command as that of the docker client. */
    List<String> command() {
      List<String> command = new ArrayList<>(List.of("ssh", "-o", "ConnectTimeout=30", "-T"));
      if (!user.isEmpty()) {
        command.addAll(List.of("-l", user));
      }
      if (port > 0) {
        command.addAll(List.of("-p", "" + port));
      }
      command.addAll(List.of("--", host, "docker"));
      if (!path.isEmpty()) {
        command.add(quoted("--host=unix://" + path));
      }
      command.addAll(List.of("system", "dial-stdio"));
      return command;
    }

    /** A word for the shell of the host. */
    private static String quoted(String word) {
      return word.matches("[\\w/:=.,@+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public String base() {
      return "";
    }

    @Override
    public String publishedHost() {
      return host;
    }

    @Override
    public String toString() {
      String name = host.contains(":") ? "[" + host + "]" : host;
      String place = (user.isEmpty() ? "" : user + "@") + name + (port > 0 ? ":" + port : "");
      return "ssh://" + place + path;
    }
  }
}
