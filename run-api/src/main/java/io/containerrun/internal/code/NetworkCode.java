package io.containerrun.internal.code;

import io.containerrun.value.ExposedPort;
import io.containerrun.value.IpAddress;
import io.containerrun.value.Link;
import io.containerrun.value.Network;
import io.containerrun.value.NetworkMode;
import io.containerrun.value.PortBinding;
import io.containerrun.value.PortRange;
import io.containerrun.value.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Code of networks and ports. */
final class NetworkCode {

  private NetworkCode() {}

  static @Nullable Expression write(Object value) {
    if (value instanceof Network network) {
      return network(network);
    }
    if (value instanceof PortBinding binding) {
      return binding(binding);
    }
    if (value instanceof ExposedPort port) {
      return exposed(port);
    }
    if (value instanceof PortRange range) {
      return range.size() == 1
          ? Expression.of(PortRange.class, "of", range.first())
          : Expression.of(PortRange.class, "of", range.first(), range.last());
    }
    if (value instanceof NetworkMode mode) {
      // The others have a factory of Network.
      return mode instanceof NetworkMode.Default
          ? Expression.of(NetworkMode.class, "defaultNetwork")
          : null;
    }
    return value instanceof Link link ? link(link) : null;
  }

  private static Expression network(Network network) {
    return start(network.mode())
        .each("alias", network.aliases())
        .each("ip", List.of(network.ipv4().text()))
        .each("ip6", List.of(network.ipv6().text()))
        .each("linkLocalIp", network.linkLocalIps().stream().map(IpAddress::text).toList())
        .each("macAddress", List.of(network.macAddress().text()))
        .each("driverOption", network.driverOptions())
        .when(network.gatewayPriority() != 0, "gatewayPriority", network.gatewayPriority());
  }

  private static Expression start(NetworkMode mode) {
    if (mode instanceof NetworkMode.Named named) {
      return Expression.of(Network.class, "named", named.name());
    }
    if (mode instanceof NetworkMode.Container container) {
      return Expression.of(Network.class, "container", container.reference());
    }
    return mode instanceof NetworkMode.Default
        ? Expression.of(Network.class, "of", mode)
        : Expression.of(Network.class, mode.toString()); // host, bridge or none
  }

  private static Expression binding(PortBinding binding) {
    PortRange container = binding.containerPorts();
    boolean isOne = container.size() == 1;
    Expression start;
    if (binding.hostPorts().isEmpty()) {
      start = Expression.of(PortBinding.class, "of", isOne ? container.first() : container);
    } else {
      PortRange host = PortRange.parse(binding.hostPorts());
      start =
          isOne && host.size() == 1
              ? Expression.of(PortBinding.class, "of", host.first(), container.first())
              : Expression.of(PortBinding.class, "of", host, container);
    }
    if (start.value().equals(binding) && !start.code().contains("PortRange")) {
      // The method takes two ports, or one, in parts.
      return new Expression(binding, start.code().replaceAll(".*\\(|\\)", ""));
    }
    return start
        .each("hostIp", List.of(binding.hostIp().text()))
        .when(binding.protocol() == Protocol.UDP, "udp")
        .when(binding.protocol() == Protocol.SCTP, "protocol", Protocol.SCTP);
  }

  private static Expression exposed(ExposedPort port) {
    PortRange ports = port.ports();
    boolean isOne = ports.size() == 1;
    Expression plain = Expression.of(ExposedPort.class, "of", isOne ? ports.first() : ports);
    return isOne && plain.value().equals(port)
        ? new Expression(port, ports.toString())
        : plain.when(port.protocol().matches("udp|sctp"), port.protocol());
  }

  private static Expression link(Link link) {
    return link.text().contains(":")
        ? Expression.of(Link.class, "to", link.container(), link.alias())
        : Expression.of(Link.class, "to", link.container());
  }
}
