package io.containerrun;

import static io.containerrun.OptionBuilder.each;

import io.containerrun.value.ExposedPort;
import io.containerrun.value.IpAddress;
import io.containerrun.value.Link;
import io.containerrun.value.MacAddress;
import io.containerrun.value.Network;
import io.containerrun.value.PortBinding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Networks and ports in the form of the create request. */
final class NetworkData {

  private NetworkData() {}

  static void networks(List<Network> networks, CreateBody body) {
    body.put("HostConfig.NetworkMode", networks.get(0).mode().toString());
    Map<String, Object> endpoints = new LinkedHashMap<>();
    for (Network network : networks) {
      Map<String, Object> endpoint = endpoint(network);
      // The engine makes the endpoint of an only network by itself.
      if (networks.size() > 1 || !endpoint.isEmpty()) {
        endpoints.put(network.mode().toString(), endpoint);
      }
    }
    if (!endpoints.isEmpty()) {
      body.put("NetworkingConfig.EndpointsConfig", endpoints);
    }
  }

  private static Map<String, Object> endpoint(Network network) {
    Map<String, Object> addresses = new LinkedHashMap<>();
    putUnless(network.ipv4().isNone(), addresses, "IPv4Address", network.ipv4().text());
    putUnless(network.ipv6().isNone(), addresses, "IPv6Address", network.ipv6().text());
    List<Object> linkLocal = each(network.linkLocalIps(), IpAddress::text);
    putUnless(linkLocal.isEmpty(), addresses, "LinkLocalIPs", linkLocal);
    Map<String, Object> endpoint = new LinkedHashMap<>();
    putUnless(addresses.isEmpty(), endpoint, "IPAMConfig", addresses);
    putUnless(network.aliases().isEmpty(), endpoint, "Aliases", network.aliases());
    MacAddress mac = network.macAddress();
    putUnless(mac.equals(MacAddress.GENERATED), endpoint, "MacAddress", mac.text());
    putUnless(network.driverOptions().isEmpty(), endpoint, "DriverOpts", network.driverOptions());
    putUnless(network.gatewayPriority() == 0, endpoint, "GwPriority", network.gatewayPriority());
    return endpoint;
  }

  private static void putUnless(boolean unset, Map<String, Object> to, String key, Object value) {
    if (!unset) {
      to.put(key, value);
    }
  }

  /** API 1.44 moved the address from the container to its endpoint. */
  static void macAddress(MacAddress address, CreateBody body) {
    if (address.equals(MacAddress.GENERATED)) {
      return;
    }
    boolean onEndpoint = body.api().isAtLeast(new ApiVersion(1, 44));
    body.put(
        onEndpoint ? "NetworkingConfig.EndpointsConfig.{network}.MacAddress" : "MacAddress",
        address.text());
  }

  /** On a user-defined network a link is an alias, and the endpoint has it too. */
  static void links(List<Link> links, CreateBody body) {
    List<Object> texts = each(links, Link::toString);
    body.put("HostConfig.Links", texts);
    if (Network.first(body.run().all(ContainerRun.NETWORK)).mode().isUserDefined()) {
      body.put("NetworkingConfig.EndpointsConfig.{network}.Links", texts);
    }
  }

  static void bindings(List<PortBinding> bindings, CreateBody body) {
    for (PortBinding binding : bindings) {
      for (PortBinding.Mapping port : binding.mappings()) {
        body.put("ExposedPorts", Map.of(port.containerPort(), Map.of()));
        Map<String, String> host = Map.of("HostIp", port.hostIp(), "HostPort", port.hostPort());
        body.put("HostConfig.PortBindings", Map.of(port.containerPort(), List.of(host)));
      }
    }
  }

  static void exposed(List<ExposedPort> ports, CreateBody body) {
    for (ExposedPort port : ports) {
      port.containerPorts().forEach(name -> body.put("ExposedPorts", Map.of(name, Map.of())));
    }
  }
}
