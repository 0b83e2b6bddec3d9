package io.containerrun.engine.internal.http;

import io.containerrun.value.IpAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses {@code host:port/base}. {@link java.net.URI} does not: its hosts have no underscores,
 * which the names of containers and services have.
 */
final class TcpAddressText {

  private static final int PLAIN_PORT = 2375;
  private static final int TLS_PORT = 2376;
  private static final int LAST_PORT = 65_535;

  /** A host or an IPv6 address in brackets, a port, and a path. */
  private static final Pattern PARTS =
      Pattern.compile("(\\[[^\\[\\]]*\\]|[^:/\\[\\]]*)(?::([^:/]*))?(/.*)?");

  private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._-]{1,253}");

  /** An IPv6 address with the interface to which it belongs, encoded as in URLs or not. */
  private static final Pattern IPV6 =
      Pattern.compile("\\[([0-9a-fA-F:.]+)(?:%(?:25(?=.))?([0-9A-Za-z._-]{1,32}))?\\]");

  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

  private static final Pattern BASE = Pattern.compile("[!-~&&[^?#]]*");

  private TcpAddressText() {}

  /**
   * Parses an address without its scheme.
   *
   * @throws IllegalArgumentException if it is not one; the message does not contain it
   */
  static EngineAddress parse(String text, boolean secure) {
    if (text.contains("@")) {
      throw new IllegalArgumentException(
          "engines take no user information; remove all up to the @");
    }
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      boolean address = text.indexOf(':') != text.lastIndexOf(':');
      throw new IllegalArgumentException(
          address
              ? "it cannot be read; write an IPv6 address in brackets, as in [::1]:2375"
              : "it cannot be read");
    }
    String base = parts.group(3) == null ? "" : parts.group(3).replaceFirst("/+$", "");
    if (!BASE.matcher(base).matches()) {
      throw new IllegalArgumentException("its path has a blank, a query or another character");
    }
    int port = port(parts.group(2), secure ? TLS_PORT : PLAIN_PORT);
    return new EngineAddress.Tcp(host(parts.group(1)), port, base, secure);
  }

  private static String host(String text) {
    Matcher ipv6 = IPV6.matcher(text);
    if (ipv6.matches() && ipv6.group(1).contains(":")) {
      IpAddress.parse(ipv6.group(1)); // throws if it is none
      return ipv6.group(1) + (ipv6.group(2) == null ? "" : "%" + ipv6.group(2));
    }
    if (!HOST.matcher(text).matches()) {
      throw new IllegalArgumentException("its host has a character that no host has");
    }
    return text;
  }

  private static int port(@Nullable String text, int standard) {
    if (text == null || text.isEmpty()) {
      return standard;
    }
    int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException("its port is not a number from 1 to " + LAST_PORT);
    }
    return port;
  }
}
