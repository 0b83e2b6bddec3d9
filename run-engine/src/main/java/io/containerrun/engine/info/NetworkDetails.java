package io.containerrun.engine.info;

import java.util.List;
import java.util.Map;

/**
 * What an engine reports about a network.
 *
 * @param id 64 hexadecimal digits
 * @param name its name
 * @param driver such as {@code bridge}
 * @param internal whether it is isolated from the outside of its host
 * @param attachable whether containers that are not part of a swarm service can connect
 * @param ipv6 whether it has IPv6 addresses
 * @param subnets its ranges of addresses
 * @param options of the driver
 * @param labels by key
 * @param containers the names of the running containers in it, by their ids; empty in a list
 * @since 0.1.0
 */
public record NetworkDetails(
    String id,
    String name,
    String driver,
    boolean internal,
    boolean attachable,
    boolean ipv6,
    List<Subnet> subnets,
    Map<String, String> options,
    Map<String, String> labels,
    Map<String, String> containers) {

  /** Copies the lists and maps. */
  public NetworkDetails {
    subnets = List.copyOf(subnets);
    options = Map.copyOf(options);
    labels = Map.copyOf(labels);
    containers = Map.copyOf(containers);
  }

  /** Omits the values of maps, which may be secret. */
  @Override
  public String toString() {
    return RecordText.of(this);
  }
}
