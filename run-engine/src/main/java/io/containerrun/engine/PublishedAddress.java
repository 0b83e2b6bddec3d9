package io.containerrun.engine;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.wire.ContainerDetails;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;

/** Where the ports of a container are reached. */
final class PublishedAddress {

  private static final List<String> EVERYWHERE = List.of("", "0.0.0.0", "::");

  private PublishedAddress() {}

  /**
   * The address of a TCP port.
   *
   * @param host where ports are reached that are published on all addresses
   */
  static InetSocketAddress of(ContainerDetails details, int port, String host, String container) {
    PublishedPort published =
        details.ports().stream()
            .filter(it -> it.port() == port && it.protocol().equals("tcp"))
            // Engines list IPv4 and IPv6; either may be missing on this side.
            .min(Comparator.comparing(it -> it.hostAddress().contains(":")))
            .orElseThrow(() -> notPublished(details, port, container));
    boolean everywhere = EVERYWHERE.contains(published.hostAddress());
    return new InetSocketAddress(everywhere ? host : published.hostAddress(), published.hostPort());
  }

  private static ContainerRunException notPublished(
      ContainerDetails details, int port, String container) {
    return new ContainerRunException(
        details.running()
            ? "container "
                + container
                + " does not publish port "
                + port
                + "; add publish("
                + port
                + ") to the run"
            : "container " + container + " has ended: its ports are closed");
  }
}
