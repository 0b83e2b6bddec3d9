package io.containerrun.engine.dockerjava;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.HostConfig;
import io.containerrun.CreateRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The request that docker-java would send of a command. */
final class SentRequest {

  private SentRequest() {}

  /**
   * Reads a command.
   *
   * @param network to which the addresses and aliases of the command belong if it has no network
   */
  static CreateRequest of(CreateContainerCmd command, Optional<String> network) {
    Map<String, Object> body = Models.membersOf(fields(command));
    networkOf(command).or(() -> network).ifPresent(it -> putNetwork(body, command, it));
    Map<String, String> query = new LinkedHashMap<>();
    Optional.ofNullable(command.getName()).ifPresent(it -> query.put("name", it));
    Optional.ofNullable(command.getPlatform()).ifPresent(it -> query.put("platform", it));
    return new CreateRequest(query, PlainValues.withoutNulls(body));
  }

  /** The command itself: its methods return it, also where the given object only passes them on. */
  static CreateContainerCmd fields(CreateContainerCmd command) {
    return command.withPlatform(command.getPlatform());
  }

  /** The network to which the addresses and aliases of a command belong. */
  static Optional<String> networkOf(CreateContainerCmd command) {
    return Optional.ofNullable(command.getHostConfig()).map(HostConfig::getNetworkMode);
  }

  /** Whether the command has addresses or aliases of its own, or links in a network. */
  static boolean hasEndpoint(CreateContainerCmd command) {
    return command.getIpv4Address() != null
        || command.getIpv6Address() != null
        || command.getAliases() != null
        || hasLinks(command);
  }

  private static boolean hasLinks(CreateContainerCmd command) {
    HostConfig host = command.getHostConfig();
    return host != null && host.isUserDefinedNetwork() && host.getLinks().length > 0;
  }

  /** Replaces the networks as {@code CreateContainerCmd.exec()} does. */
  private static void putNetwork(
      Map<String, Object> body, CreateContainerCmd command, String network) {
    if (!hasEndpoint(command)) {
      return;
    }
    ContainerNetwork endpoint = new ContainerNetwork();
    if (command.getIpv4Address() != null || command.getIpv6Address() != null) {
      endpoint.withIpamConfig(
          new ContainerNetwork.Ipam()
              .withIpv4Address(command.getIpv4Address())
              .withIpv6Address(command.getIpv6Address()));
    }
    if (hasLinks(command)) {
      endpoint.withLinks(command.getHostConfig().getLinks());
    }
    List<String> aliases = command.getAliases();
    if (aliases != null) {
      endpoint.withAliases(aliases);
    }
    body.put(
        "NetworkingConfig", Map.of("EndpointsConfig", Map.of(network, Models.membersOf(endpoint))));
  }
}
