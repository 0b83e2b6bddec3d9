package io.containerrun.engine.info;

import java.util.List;

/**
 * The connection of a container to a network. Addresses are empty while the container does not run.
 *
 * @param name of the network
 * @param id of the network; empty before the first start
 * @param address the IPv4 address of the container
 * @param gateway the IPv4 address of the gateway
 * @param ipv6Address the IPv6 address of the container
 * @param macAddress the MAC address of the container
 * @param aliases further names by which other containers of the network reach it
 * @since 0.1.0
 */
public record NetworkAttachment(
    String name,
    String id,
    String address,
    String gateway,
    String ipv6Address,
    String macAddress,
    List<String> aliases) {

  /** Copies the aliases. */
  public NetworkAttachment {
    aliases = List.copyOf(aliases);
  }
}
