package io.containerrun.engine.info;

import io.containerrun.value.IpAddress;

/**
 * A range of addresses of a network.
 *
 * @param range such as {@code 10.9.0.0/24}; empty if the engine does not report it
 * @param gateway the address of the gateway; empty for the engine's choice
 * @since 0.1.0
 */
public record Subnet(String range, String gateway) {

  /**
   * A range of addresses.
   *
   * @param range an address and the length of its prefix, such as {@code 10.9.0.0/24}
   * @throws IllegalArgumentException if the text is not such a range
   */
  public static Subnet of(String range) {
    return of(range, "");
  }

  /**
   * A range of addresses with a gateway.
   *
   * @param gateway an address of the range; empty for the engine's choice
   */
  public static Subnet of(String range, String gateway) {
    int slash = range.indexOf('/');
    boolean ipv6 = range.contains(":");
    String length = range.substring(slash + 1);
    if (slash < 0 || !length.matches("\\d{1,3}") || Integer.parseInt(length) > (ipv6 ? 128 : 32)) {
      throw new IllegalArgumentException(
          "subnet '" + range + "' is not a range of addresses; use one such as 10.9.0.0/24");
    }
    String base = IpAddress.parse(range.substring(0, slash)).text();
    String gatewayText = gateway.isEmpty() ? "" : IpAddress.parse(gateway).text();
    return new Subnet(base + "/" + length, gatewayText);
  }
}
