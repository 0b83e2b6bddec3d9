package io.containerrun.value;

import io.containerrun.internal.text.Secrets;

/**
 * A host name the container knows without asking a name server: a line of its {@code /etc/hosts}.
 *
 * <pre>{@code
 * HostEntry.of("db", "10.0.0.5")
 * HostEntry.gateway("host.docker.internal")     // the engine's host
 * HostEntry.parse("db=[2001:db8::33]")          // db:2001:db8::33
 * }</pre>
 *
 * @param name the host name, not empty, without {@code :} and {@code =}
 * @param address an IPv4 or IPv6 address as typed, or {@code host-gateway}; brackets are dropped
 */
public record HostEntry(String name, String address) {

  /** The word that the engine replaces by the address of its host. */
  private static final String HOST_GATEWAY = "host-gateway";

  private static final String ADVICE = "; write name:address, such as db:10.0.0.5";

  /** Refuses an empty name, a name with a separator in it, and what is no address. */
  public HostEntry {
    if (name.isEmpty() || name.contains(":") || name.contains("=")) {
      throw badFormat(name + ":" + address);
    }
    if (address.length() > 2 && address.startsWith("[") && address.endsWith("]")) {
      address = address.substring(1, address.length() - 1);
    }
    if (!address.equals(HOST_GATEWAY) && !Inet.isAddress(Words.trim(address))) {
      throw Secrets.refusal(
          "invalid IP address in add-host: "
              + Words.quoted(address)
              + "; write an address such as 10.0.0.5 or 2001:db8::33, or host-gateway");
    }
  }

  /** The name for the address. */
  public static HostEntry of(String name, String address) {
    return new HostEntry(name, address);
  }

  /** The name for the engine's host; needs engine 20.10 or later. */
  public static HostEntry gateway(String name) {
    return new HostEntry(name, HOST_GATEWAY);
  }

  /**
   * Reads {@code name:address} or {@code name=address}; the address may stand in brackets.
   *
   * @throws IllegalArgumentException if the separator or the name is missing, or the address is
   *     none
   */
  public static HostEntry parse(String text) {
    int cut = text.indexOf('=');
    if (cut < 0) {
      cut = text.indexOf(':');
    }
    if (cut <= 0 || text.substring(0, cut).contains(":")) {
      throw badFormat(text);
    }
    return new HostEntry(text.substring(0, cut), text.substring(cut + 1));
  }

  private static IllegalArgumentException badFormat(String text) {
    return Secrets.refusal("bad format for add-host: " + Words.quoted(text) + ADVICE);
  }

  /** True if the address is left to the engine. */
  public boolean isHostGateway() {
    return address.equals(HOST_GATEWAY);
  }

  /** The form {@code name:address}. */
  @Override
  public String toString() {
    return name + ":" + address;
  }
}
