package io.containerrun.engine.dockerjava;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.HostConfig;
import io.containerrun.CreateRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The request that docker-java would send of a command. */
final class SentRequest {

  private static final String HOST = "HostConfig";

  private static final String NETWORK_MODE = "NetworkMode";

  private SentRequest() {}

  static CreateRequest of(CreateContainerCmd command) {
    return of(command, Optional.empty());
  }

  /**
   * The request that docker-java would send.
   *
   * @param network to which addresses and aliases belong if the command has no network; without one
   *     docker-java sends neither
   */
  static CreateRequest of(CreateContainerCmd command, Optional<String> network) {
    Map<String, Object> body = PlainValues.withoutNulls(Models.membersOf(actual(command)));
    boolean hasNetwork = PlainValues.members(body.get(HOST)).containsKey(NETWORK_MODE);
    Optional<String> mode = modeOf(command).or(() -> hasNetwork ? Optional.empty() : network);
    mode.ifPresent(it -> putEndpoint(body, command, it));
    Map<String, String> query = new LinkedHashMap<>();
    put(query, "name", command.getName());
    put(query, "platform", command.getPlatform());
    return new CreateRequest(query, body);
  }

  private static void put(Map<String, String> query, String name, @Nullable String value) {
    if (value != null) {
      query.put(name, value);
    }
  }

  /** The command itself, where the given object only passes calls on: setters return it. */
  static CreateContainerCmd actual(CreateContainerCmd command) {
    return command.withPlatform(command.getPlatform());
  }

  /** The network mode of a request body. */
  static Optional<String> modeOf(Map<String, Object> body) {
    return Optional.ofNullable(PlainValues.members(body.get(HOST)).get(NETWORK_MODE))
        .map(Object::toString);
  }

  /** The network mode, unless it is a raw value: docker-java does not look at those. */
  private static Optional<String> modeOf(CreateContainerCmd command) {
    return Optional.ofNullable(command.getHostConfig()).map(HostConfig::getNetworkMode);
  }

  /** Replaces the networks as {@code CreateContainerCmd.exec()} does. */
  private static void putEndpoint(
      Map<String, Object> body, CreateContainerCmd command, String network) {
    Map<String, Object> endpoint = PlainValues.withoutNulls(Models.membersOf(endpoint(command)));
    if (!endpoint.isEmpty()) {
      body.put("NetworkingConfig", Map.of("EndpointsConfig", Map.of(network, endpoint)));
    }
  }

  /** The addresses, links and aliases of the command itself. */
  private static ContainerNetwork endpoint(CreateContainerCmd command) {
    ContainerNetwork endpoint = new ContainerNetwork();
    if (command.getIpv4Address() != null || command.getIpv6Address() != null) {
      endpoint.withIpamConfig(
          new ContainerNetwork.Ipam()
              .withIpv4Address(command.getIpv4Address())
              .withIpv6Address(command.getIpv6Address()));
    }
    HostConfig host = command.getHostConfig();
    if (host != null && host.isUserDefinedNetwork() && host.getLinks().length > 0) {
      endpoint.withLinks(host.getLinks());
    }
    List<String> aliases = command.getAliases();
    if (aliases != null) {
      endpoint.withAliases(aliases);
    }
    return endpoint;
  }
}
