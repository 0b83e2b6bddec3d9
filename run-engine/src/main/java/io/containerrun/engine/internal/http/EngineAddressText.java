package io.containerrun.engine.internal.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Parses addresses, and connects channels. */
final class EngineAddressText {

  private static final String FORMS =
      "use unix:///path/to/socket, tcp://host:port, host:port, ssh://user@host or"
          + " npipe:////./pipe/name";

  /** A server, the word pipe and a name, as Windows has it. */
  private static final Pattern PIPE = Pattern.compile("//[\\w.-]+/pipe/[\\w./-]+");

  private EngineAddressText() {}

  static EngineAddress parse(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      throw invalid(text, "it is empty; " + FORMS);
    }
    int colon = trimmed.indexOf("://");
    String scheme = colon < 0 ? "tcp" : trimmed.substring(0, colon).toLowerCase(Locale.ROOT);
    String rest = colon < 0 ? trimmed : trimmed.substring(colon + 3);
    return switch (scheme) {
      case "unix" -> unix(text, rest);
      case "tcp", "http" -> tcp(text, rest, false);
      case "https" -> tcp(text, rest, true);
      case "ssh" -> SshAddressText.parse(rest);
      case "npipe" -> pipe(text, rest);
      case "fd" -> throw invalid(text, "fd is not supported; use a unix socket or tcp");
      default -> throw invalid(text, "the scheme " + scheme + " is unknown; " + FORMS);
    };
  }

  private static EngineAddress unix(String text, String path) {
    if (!path.startsWith("/")) {
      throw invalid(text, "the socket's path is not absolute; " + FORMS);
    }
    return new EngineAddress.Unix(path);
  }

  private static EngineAddress pipe(String text, String path) {
    if (!PIPE.matcher(path).matches()) {
      throw invalid(text, "this is no pipe; use npipe:////./pipe/NAME");
    }
    return new EngineAddress.Pipe(path);
  }

  private static EngineAddress tcp(String text, String rest, boolean secure) {
    // As for docker, ":2375" means this machine.
    String local = rest.isEmpty() || rest.startsWith(":") ? "localhost" + rest : rest;
    try {
      return TcpAddressText.parse(local, secure);
    } catch (IllegalArgumentException unreadable) {
      throw invalid(text, unreadable.getMessage() + "; " + FORMS);
    }
  }

  private static IllegalArgumentException invalid(String text, String why) {
    return new IllegalArgumentException(
        "invalid engine address: '" + withoutUser(text) + "'; " + why);
  }

  /** The text without what is in front of its last at sign, which may be a password. */
  static String withoutUser(String text) {
    int at = text.lastIndexOf('@');
    int scheme = text.indexOf("://");
    int start = scheme >= 0 && scheme < at ? scheme + 3 : 0;
    return at < 0 || text.startsWith("/", start)
        ? text
        : text.substring(0, start) + "***" + text.substring(at);
  }

  static SocketChannel connected(SocketChannel channel, SocketAddress address) throws IOException {
    try {
      channel.connect(address);
      return channel;
    } catch (UnresolvedAddressException unknown) {
      channel.close();
      String host = ((InetSocketAddress) address).getHostString();
      UnknownHostException readable = new UnknownHostException("unknown host " + host);
      readable.initCause(unknown);
      throw readable;
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }
}
