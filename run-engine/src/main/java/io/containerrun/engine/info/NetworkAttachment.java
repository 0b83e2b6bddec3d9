package io.containerrun.engine.info;

import java.util.List;

/**
 * A network that a container is in. Addresses are empty while it does not run.
 *
 * @param name of the network
 * @param id of the network; empty before the first start
 * @param address its IPv4 address there
 * @param gateway the IPv4 address of the way out
 * @param ipv6Address its IPv6 address there
 * @param macAddress its hardware address there
 * @param aliases the names under which others there find it, beside its own
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
