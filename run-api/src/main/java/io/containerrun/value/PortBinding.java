package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Ports of the container that are published on the host.
 *
 * <pre>{@code
 * PortBinding.of(8080, 80)                          // 8080:80
 * PortBinding.of(8080, 80).hostIp("127.0.0.1")      // 127.0.0.1:8080:80
 * PortBinding.of(53).udp()                          // 53/udp, on a free port of the host
 * PortBinding.parse("8000-8010:80")                 // on one free port of the range
 * }</pre>
 *
 * @param hostIp the address on the host, as typed, or {@link IpAddress#NONE} for all of its
 *     addresses
 * @param hostPorts a port or a range on the host, or empty for a free one
 * @param containerPorts a port or a range of the container
 * @param protocol the transport protocol
 */
public record PortBinding(
    IpAddress hostIp, String hostPorts, PortRange containerPorts, Protocol protocol) {

  /**
   * One published port of the container, as the engine is told.
   *
   * @param containerPort the key of the binding, such as {@code 80/tcp}
   * @param hostIp the address on the host, or empty
   * @param hostPort the port on the host, a range to choose from, or empty for a free port
   */
  public record Mapping(String containerPort, String hostIp, String hostPort) {

    /** Holds the three texts. */
    public Mapping {
      Objects.requireNonNull(containerPort, "containerPort");
      Objects.requireNonNull(hostIp, "hostIp");
      Objects.requireNonNull(hostPort, "hostPort");
    }
  }

  /** Refuses what is no address, no ports, or ranges of different lengths. */
  public PortBinding {
    Objects.requireNonNull(containerPorts, "containerPorts");
    Objects.requireNonNull(protocol, "protocol");
    requireAddress(hostIp);
    if (!hostPorts.isEmpty()) {
      PortRange host = ports("hostPort", hostPorts);
      // A host range for one container port is a choice; else the ports go in pairs.
      if (containerPorts.size() > 1 && containerPorts.size() != host.size()) {
        throw Secrets.refusal(
            ("invalid ranges specified for container and host Ports: " + containerPorts)
                + (" and " + hostPorts + "; use two ranges of equal length"));
      }
      hostPorts = host.toString();
    }
  }

  /** A tcp port of the container on a free port of the host. */
  public static PortBinding of(int containerPort) {
    return of(PortRange.of(containerPort));
  }

  /** A tcp port of the container on a port of the host. */
  public static PortBinding of(int hostPort, int containerPort) {
    return of(PortRange.of(hostPort), PortRange.of(containerPort));
  }

  /** Tcp ports of the container, each on a free port of the host. */
  public static PortBinding of(PortRange containerPorts) {
    return new PortBinding(IpAddress.NONE, "", containerPorts, Protocol.TCP);
  }

  /** Tcp ports in pairs, or one tcp port of the container on a free one of a range. */
  public static PortBinding of(PortRange hostPorts, PortRange containerPorts) {
    return new PortBinding(IpAddress.NONE, hostPorts.toString(), containerPorts, Protocol.TCP);
  }

  /**
   * Reads the short form {@code [[ip:][host]:]container[/protocol]}, or the long form {@code
   * published=8080,target=80,protocol=udp} if there is an equals sign.
   *
   * <p>An IPv6 address may stand in brackets. Other keys of the long form are ignored.
   *
   * @throws IllegalArgumentException if the container's port is missing, or a part is not what it
   *     should be
   */
  public static PortBinding parse(String text) {
    String spec = text.contains("=") ? shortForm(text) : text;
    String[] parts = spec.split(":", -1);
    int n = parts.length;
    String ip = n < 3 ? "" : String.join(":", List.of(parts).subList(0, n - 2));
    String host = n < 2 ? "" : parts[n - 2];
    PortText container = PortText.of(parts[n - 1]);
    if (container.ports().isEmpty()) {
      throw Secrets.refusal(
          "no port specified: " + spec + "<empty>; write a port such as 80 or 8080:80");
    }
    IpAddress address = IpAddress.asTyped(withoutBrackets(ip));
    requireAddress(address);
    PortRange containerPorts = ports("containerPort", container.ports());
    return new PortBinding(address, host, containerPorts, Protocol.parse(container.protocol()));
  }

  private static String shortForm(String text) {
    Map<String, String> values = new HashMap<>(Map.of("protocol", "tcp"));
    for (String field : text.split(",", -1)) {
      int cut = field.indexOf('=');
      if (cut <= 0) {
        throw Secrets.refusal(
            ("invalid publish opts format (should be name=value but got '" + field + "')")
                + "; write published=8080,target=80,protocol=tcp");
      }
      values.put(field.substring(0, cut), field.substring(cut + 1));
    }
    return values.getOrDefault("published", "")
        + (":" + values.getOrDefault("target", ""))
        + ("/" + values.get("protocol"));
  }

  private static String withoutBrackets(String ip) {
    if (!ip.startsWith("[")) {
      return ip;
    }
    if (!ip.endsWith("]")) {
      throw Secrets.refusal(
          ("invalid IP address " + ip + ": address " + ip + ":: missing ']' in address")
              + "; write an IPv6 address as [::1]");
    }
    return ip.substring(1, ip.length() - 1);
  }

  private static void requireAddress(IpAddress ip) {
    if (!ip.isNone() && !ip.isValid()) {
      throw Secrets.refusal(
          "invalid IP address: " + ip + "; write an address such as 127.0.0.1 or [::1]");
    }
  }

  private static PortRange ports(String which, String text) {
    try {
      return PortRange.parse(text);
    } catch (IllegalArgumentException e) {
      throw Secrets.refusal(
          "invalid " + which + ": " + text + "; write ports from 0 to 65535, such as 80 or 80-90",
          e);
    }
  }

  /** The same ports on one address of the host only. */
  public PortBinding hostIp(String address) {
    return hostIp(IpAddress.asTyped(address));
  }

  /** The same ports on one address of the host only. */
  public PortBinding hostIp(IpAddress address) {
    return new PortBinding(address, hostPorts, containerPorts, protocol);
  }

  /** The same ports for udp. */
  public PortBinding udp() {
    return protocol(Protocol.UDP);
  }

  /** The same ports for another protocol. */
  public PortBinding protocol(Protocol other) {
    return new PortBinding(hostIp, hostPorts, containerPorts, other);
  }

  /** Every port of the container by itself, in order. */
  public List<Mapping> mappings() {
    boolean inPairs = !hostPorts.isEmpty() && containerPorts.size() > 1;
    int first = inPairs ? PortRange.parse(hostPorts).first() : 0;
    return IntStream.range(0, containerPorts.size())
        .mapToObj(i -> mapping(i, inPairs ? String.valueOf(first + i) : hostPorts))
        .toList();
  }

  private Mapping mapping(int index, String host) {
    return new Mapping(containerPorts.first() + index + "/" + protocol, hostIp.text(), host);
  }

  /** The short form, with the protocol unless it is tcp. */
  @Override
  public String toString() {
    String ip = hostIp.text().contains(":") ? "[" + hostIp + "]" : hostIp.text();
    String host = (ip.isEmpty() ? "" : ip + ":") + hostPorts;
    String end = protocol == Protocol.TCP ? "" : "/" + protocol;
    return (host.isEmpty() ? "" : host + ":") + containerPorts + end;
  }
}
