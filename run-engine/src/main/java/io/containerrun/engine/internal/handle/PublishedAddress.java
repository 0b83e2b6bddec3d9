package io.containerrun.engine.internal.handle;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.info.PublishedPort;
import io.containerrun.engine.internal.api.Operation;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;

/** Where the ports of a container are reached. */
public final class PublishedAddress {

  private static final List<String> EVERYWHERE = List.of("", "0.0.0.0", "::");

  private PublishedAddress() {}

  /**
   * The address of a TCP port.
   *
   * @param host where ports are reached that are published on all addresses
   */
  public static InetSocketAddress of(ContainerDetails details, int port, String host) {
    PublishedPort published =
        details.ports().stream()
            .filter(it -> it.port() == port && it.protocol().equals("tcp"))
            // Engines list IPv4 and IPv6; either may be missing on this side.
            .min(Comparator.comparing(it -> it.hostAddress().contains(":")))
            .orElseThrow(() -> notPublished(details, port));
    boolean everywhere = EVERYWHERE.contains(published.hostAddress());
    return new InetSocketAddress(everywhere ? host : published.hostAddress(), published.hostPort());
  }

  private static ContainerRunException notPublished(ContainerDetails details, int port) {
    String container = Operation.shortId(details.id());
    return new ContainerRunException(
        details.state().running()
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
