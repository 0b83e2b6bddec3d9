package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Ports on which the container listens, without publishing them on the host.
 *
 * <pre>{@code
 * ExposedPort.of(80)               // 80
 * ExposedPort.of(53).udp()         // 53/udp
 * ExposedPort.parse("7000-7002")   // three ports
 * }</pre>
 *
 * @param ports the container's ports
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}; the reference client does not check the
 *     word, and sends it as it is
 */
public record ExposedPort(PortRange ports, String protocol) {

  private static final String TCP = "tcp";

  /** Refuses an empty protocol and one with a separator in it. */
  public ExposedPort {
    Objects.requireNonNull(ports, "ports");
    if (protocol.isEmpty() || protocol.contains(":") || protocol.contains("/")) {
      throw Secrets.refusal("invalid proto: " + protocol + "; write tcp, udp or sctp");
    }
  }

  /** One tcp port. */
  public static ExposedPort of(int port) {
    return of(PortRange.of(port));
  }

  /** Several tcp ports. */
  public static ExposedPort of(PortRange ports) {
    return new ExposedPort(ports, TCP);
  }

  /**
   * Reads {@code 80}, {@code 80/udp} or {@code 80-90/tcp}.
   *
   * @throws IllegalArgumentException if there is a colon, or no port or range before the slash
   */
  public static ExposedPort parse(String text) {
    if (text.contains(":")) {
      throw Secrets.refusal(
          ("invalid port format for --expose: " + text)
              + "; write the container's port only, such as 80/udp");
    }
    PortText parts = PortText.of(text);
    PortRange ports;
    try {
      ports = PortRange.parse(parts.ports());
    } catch (IllegalArgumentException e) {
      throw Secrets.refusal(
          "invalid range format for --expose: " + text + ", error: " + e.getMessage(), e);
    }
    return new ExposedPort(ports, parts.protocol());
  }

  /** The same ports for udp. */
  public ExposedPort udp() {
    return new ExposedPort(ports, "udp");
  }

  /** The same ports for sctp. */
  public ExposedPort sctp() {
    return new ExposedPort(ports, "sctp");
  }

  /** Every port by itself, as the engine is told: {@code 80/tcp}, {@code 81/tcp}. */
  public List<String> containerPorts() {
    return IntStream.rangeClosed(ports.first(), ports.last())
        .mapToObj(port -> port + "/" + protocol)
        .toList();
  }

  /** {@code 80} or {@code 80-90}, with the protocol unless it is tcp. */
  @Override
  public String toString() {
    return protocol.equals(TCP) ? ports.toString() : ports + "/" + protocol;
  }
}
