package io.containerrun.engine.internal.handle;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.info.PublishedPort;
import io.containerrun.engine.internal.api.Operation;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;

/** Resolves the addresses of published ports. */
public final class PublishedAddress {

  private static final List<String> EVERYWHERE = List.of("", "0.0.0.0", "::");

  private PublishedAddress() {}

  /**
   * The address of a TCP port.
   *
   * @param host the host for ports that are published on all addresses
   */
  public static InetSocketAddress of(ContainerDetails details, int port, String host) {
    PublishedPort published =
        details.ports().stream()
            .filter(it -> it.port() == port && it.protocol().equals("tcp"))
            // Engines list IPv4 and IPv6; this machine may lack one of them.
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
            : "container " + container + " does not run: its ports are closed; start it first");
  }
}
