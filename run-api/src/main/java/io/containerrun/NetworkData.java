package io.containerrun;

import static io.containerrun.OptionBuilder.each;

import io.containerrun.value.ExposedPort;
import io.containerrun.value.IpAddress;
import io.containerrun.value.Link;
import io.containerrun.value.MacAddress;
import io.containerrun.value.Network;
import io.containerrun.value.NetworkMode;
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

  /**
   * The settings of the first network are read by options of their own; only what these cannot say
   * stands in the long form.
   */
  static List<Network> readNetworks(RequestReading request) {
    String endpoints = "NetworkingConfig.EndpointsConfig";
    NetworkMode first = request.mode();
    Map<String, ?> others = new LinkedHashMap<>(request.map(endpoints));
    Map<String, ?> own = RequestReading.mapOf(others.remove(first.toString()));
    List<Network> networks = new ArrayList<>();
    Network named = Network.of(first);
    networks.add(withDriverOptions(named, own));
    others.forEach((name, settings) -> networks.add(readEndpoint(name, settings)));
    boolean isDefault = first.equals(NetworkMode.defaultNetwork());
    return isDefault && networks.equals(List.of(named)) ? List.of() : networks;
  }

  private static Network withDriverOptions(Network network, Map<String, ?> endpoint) {
    Network with =
        network.gatewayPriority((int) RequestReading.numberOf(endpoint.get("GwPriority")));
    for (Map.Entry<String, String> option :
        RequestReading.textMapOf(endpoint.get("DriverOpts")).entrySet()) {
      with = with.driverOption(option.getKey(), option.getValue());
    }
    return with;
  }

  private static Network readEndpoint(String name, Object settings) {
    Map<String, ?> endpoint = RequestReading.mapOf(settings);
    Map<String, ?> addresses = RequestReading.mapOf(endpoint.get("IPAMConfig"));
    Network network = withDriverOptions(Network.of(NetworkMode.parse(name)), endpoint);
    for (String alias : RequestReading.textsOf(endpoint.get("Aliases"))) {
      network = network.alias(alias);
    }
    for (String address : RequestReading.textsOf(addresses.get("LinkLocalIPs"))) {
      network = network.linkLocalIp(address);
    }
    return network
        .ip(RequestReading.textOf(addresses.get("IPv4Address")))
        .ip6(RequestReading.textOf(addresses.get("IPv6Address")))
        .macAddress(RequestReading.textOf(endpoint.get("MacAddress")));
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

  static List<MacAddress> readMacAddress(RequestReading request) {
    String onEndpoint = request.text("NetworkingConfig.EndpointsConfig.{network}.MacAddress");
    String address = onEndpoint.isEmpty() ? request.text("MacAddress") : onEndpoint;
    return address.isEmpty() ? List.of() : List.of(MacAddress.parse(address));
  }

  /** On a user-defined network a link is an alias, and the endpoint has it too. */
  static void links(List<Link> links, CreateBody body) {
    List<Object> texts = each(links, Link::toString);
    body.put("HostConfig.Links", texts);
    if (Network.first(body.run().all(ContainerRun.NETWORK)).mode().isUserDefined()) {
      body.put("NetworkingConfig.EndpointsConfig.{network}.Links", texts);
    }
  }

  static List<Link> readLinks(RequestReading request) {
    List<String> onEndpoint = request.texts("NetworkingConfig.EndpointsConfig.{network}.Links");
    return (onEndpoint.isEmpty() ? request.texts("HostConfig.Links") : onEndpoint)
        .stream().map(Link::parse).toList();
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

  static List<PortBinding> readBindings(RequestReading request) {
    List<PortBinding> bindings = new ArrayList<>();
    request
        .map("HostConfig.PortBindings")
        .forEach(
            (port, sides) -> {
              for (Object each : RequestReading.listOf(sides)) {
                Map<String, ?> side = RequestReading.mapOf(each);
                bindings.add(
                    PortBinding.parse(RequestReading.textOf(side.get("HostPort")) + ":" + port)
                        .hostIp(RequestReading.textOf(side.get("HostIp"))));
              }
            });
    return bindings;
  }

  /** A port that is published is exposed by that. */
  static List<ExposedPort> readExposed(RequestReading request) {
    Map<String, ?> published = request.map("HostConfig.PortBindings");
    return request.map("ExposedPorts").keySet().stream()
        .filter(port -> !published.containsKey(port))
        .map(ExposedPort::parse)
        .toList();
  }

  static void exposed(List<ExposedPort> ports, CreateBody body) {
    for (ExposedPort port : ports) {
      Map<String, Object> exposed = new LinkedHashMap<>();
      port.containerPorts().forEach(name -> exposed.put(name, Map.of()));
      body.put("ExposedPorts", exposed);
    }
  }
}
