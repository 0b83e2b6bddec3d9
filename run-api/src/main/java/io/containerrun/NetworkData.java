package io.containerrun;

import static io.containerrun.OptionBuilder.each;

import io.containerrun.value.ExposedPort;
import io.containerrun.value.IpAddress;
import io.containerrun.value.Link;
import io.containerrun.value.MacAddress;
import io.containerrun.value.Network;
import io.containerrun.value.PortBinding;
import java.util.ArrayList;
import java.util.HashMap;
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
    // Few words can stand for millions of ports, so a binding that is said again is made once.
    Map<PortBinding, Map<String, Object>> known = new HashMap<>();
    Map<String, List<Object>> published = new LinkedHashMap<>();
    for (PortBinding binding : bindings) {
      known
          .computeIfAbsent(binding, NetworkData::hostSides)
          .forEach(
              (port, host) ->
                  published.computeIfAbsent(port, first -> new ArrayList<>(1)).add(host));
    }
    Map<String, Object> exposed = new LinkedHashMap<>();
    published.keySet().forEach(port -> exposed.put(port, Map.of()));
    body.put("ExposedPorts", exposed);
    body.put("HostConfig.PortBindings", published);
  }

  /** What each port of the container has on the host. */
  private static Map<String, Object> hostSides(PortBinding binding) {
    Map<String, Object> sides = new LinkedHashMap<>();
    Map<String, String> side = Map.of();
    for (PortBinding.Mapping port : binding.mappings()) {
      if (!port.hostPort().equals(side.get("HostPort"))) {
        side = Map.of("HostIp", port.hostIp(), "HostPort", port.hostPort());
      }
      sides.put(port.containerPort(), side);
    }
    return sides;
  }

  static void exposed(List<ExposedPort> ports, CreateBody body) {
    for (ExposedPort port : ports) {
      Map<String, Object> exposed = new LinkedHashMap<>();
      port.containerPorts().forEach(name -> exposed.put(name, Map.of()));
      body.put("ExposedPorts", exposed);
    }
  }
}
