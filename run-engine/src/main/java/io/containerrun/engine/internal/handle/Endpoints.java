package io.containerrun.engine.internal.handle;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.InvalidRunException;
import io.containerrun.Target;
import io.containerrun.Violation;
import io.containerrun.value.MacAddress;
import io.containerrun.value.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The settings of an endpoint, which connects an existing container to a network, in the form that
 * runs use.
 */
public final class Endpoints {

  private static final ApiVersion MAC_ADDRESS_SINCE = new ApiVersion(1, 54);

  private Endpoints() {}

  /**
   * The settings in the form that the engine takes.
   *
   * @throws InvalidRunException if a setting cannot work, or the engine would ignore it
   */
  public static Map<String, Object> of(Network network, Target target) {
    ContainerRun run = ContainerRun.of("connected").network(network);
    List<Violation> errors =
        Stream.concat(
                run.validate(target).stream().filter(Violation::isError), tooNew(network, target))
            .toList();
    if (!errors.isEmpty()) {
      throw new InvalidRunException(errors);
    }
    Map<String, Object> endpoint = new LinkedHashMap<>();
    if (run.request(target.api()).body().get("NetworkingConfig") instanceof Map<?, ?> config
        && config.get("EndpointsConfig") instanceof Map<?, ?> endpoints
        && endpoints.get(network.mode().toString()) instanceof Map<?, ?> settings) {
      settings.forEach((name, value) -> endpoint.put(name.toString(), value));
    }
    return endpoint;
  }

  private static Stream<Violation> tooNew(Network network, Target target) {
    return network.macAddress().equals(MacAddress.GENERATED)
            || target.api().isAtLeast(MAC_ADDRESS_SINCE)
        ? Stream.empty()
        : Stream.of(
            TooOld.violation(
                ContainerRun.NETWORK, "apply mac-address in connect", MAC_ADDRESS_SINCE, target));
  }
}
