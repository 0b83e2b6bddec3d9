package io.containerrun.engine.internal.handle;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.info.ContainerState;
import io.containerrun.engine.info.PublishedPort;
import io.containerrun.engine.internal.api.ContainerApi.InspectedPort;
import io.containerrun.engine.internal.api.Operation;
import io.containerrun.engine.internal.util.Waiting;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Resolves the addresses at which this process reaches published ports. */
final class PublishedAddress {

  private static final List<String> ALL_IPV4 = List.of("", "0.0.0.0");
  private static final String ALL_IPV6 = "::";
  private static final String LOOPBACK_IPV6 = "::1";

  /** Engines may report an address after the start of the container. */
  private static final Duration REPORTED_WITHIN = Duration.ofSeconds(5);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

  private PublishedAddress() {}

  /**
   * Waits for the address of a TCP port.
   *
   * @param host the host of the ports that are published on all addresses
   * @throws EngineException if the engine does not report the address in time
   * @throws ContainerRunException if the container does not publish the port, or does not run
   */
  static InetSocketAddress await(Supplier<InspectedPort> inspect, String host) {
    InspectedPort[] last = {inspect.get()};
    Supplier<Optional<InetSocketAddress>> address =
        () -> {
          Optional<InetSocketAddress> found = find(last[0], host);
          if (found.isEmpty()) {
            last[0] = inspect.get();
          }
          return found;
        };
    return Waiting.poll(address, FIRST_PAUSE, LONGEST_PAUSE, REPORTED_WITHIN, "read address")
        .orElseThrow(() -> notReported(last[0]));
  }

  /**
   * The address of a TCP port; empty if the engine has not reported it yet.
   *
   * @throws ContainerRunException if the container does not publish the port, or does not run
   */
  static Optional<InetSocketAddress> find(InspectedPort inspected, String host) {
    Optional<PublishedPort> published =
        inspected.container().ports().stream()
            .filter(it -> it.port() == inspected.port() && it.protocol().equals("tcp"))
            .filter(it -> it.hostPort() > 0)
            // Engines list IPv4 and IPv6; this machine may lack one of them.
            .min(Comparator.comparing(it -> it.hostAddress().contains(":")));
    ContainerState state = inspected.container().state();
    boolean expected = inspected.published() && state.running();
    // Podman lists the ports of a container that has ended.
    if (state.status().hasEnded() || (published.isEmpty() && !expected)) {
      throw notPublished(inspected.container(), inspected.port());
    }
    return published.map(
        it -> new InetSocketAddress(reachable(it.hostAddress(), host), it.hostPort()));
  }

  private static String reachable(String published, String host) {
    if (published.equals(ALL_IPV6)) {
      return ipv6(host);
    }
    // The loopback address of the engine's machine is not ours if the engine is elsewhere.
    boolean loopbackElsewhere = isLoopback(published) && !isLoopback(host);
    return loopbackElsewhere || ALL_IPV4.contains(published) ? host : published;
  }

  /** The IPv6 address of a host; its name if it has none. */
  private static String ipv6(String host) {
    if (isLoopback(host)) {
      return LOOPBACK_IPV6;
    }
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .filter(Inet6Address.class::isInstance)
          .map(InetAddress::getHostAddress)
          .findFirst()
          .orElse(host);
    } catch (UnknownHostException unknown) {
      // Whoever connects learns it.
      return host;
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals(LOOPBACK_IPV6);
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

  private static EngineException notReported(InspectedPort inspected) {
    String words =
        "the engine has not reported the address of port "
            + inspected.port()
            + " within "
            + REPORTED_WITHIN.toMillis()
            + " ms";
    String operation = "read address of container " + Operation.shortId(inspected.container().id());
    return new EngineException(operation + ": " + words, operation, 0, words);
  }
}
