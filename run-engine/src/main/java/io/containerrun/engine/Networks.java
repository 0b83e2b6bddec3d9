package io.containerrun.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.internal.CallLimit;
import io.containerrun.engine.internal.OwnedResources;
import io.containerrun.engine.internal.Resource;
import io.containerrun.engine.internal.Resource.Kind;
import io.containerrun.engine.internal.ResourceApi;
import io.containerrun.engine.internal.wire.ResourceJson;
import io.containerrun.value.Network;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The networks of an engine. A network is named by its name or its id. May be shared between
 * threads.
 *
 * @since 0.1.0
 */
public final class Networks {

  private final ResourceApi api;
  private final OwnedResources owned;
  private final CallLimit limit;

  Networks(ResourceApi api, OwnedResources owned, CallLimit limit) {
    this.api = api;
    this.owned = owned;
    this.limit = limit;
  }

  /**
   * The same networks, where each call takes no longer than a time as a whole; then it is given up
   * as by an interrupt, with an {@link EngineException} that names what was going on. Nothing is
   * left of a network whose making is given up.
   *
   * @param limit more than zero
   */
  public Networks within(Duration limit) {
    return new Networks(api, owned, this.limit.of(limit, "call on networks"));
  }

  /**
   * Creates a network.
   *
   * @return the handle that removes it
   * @throws NameConflictException if there is one of that name
   * @throws EngineException if the engine refuses, as where the addresses are taken
   */
  public CreatedNetwork create(NetworkSpec spec) {
    return limit.call(() -> createNow(spec));
  }

  private CreatedNetwork createNow(NetworkSpec spec) {
    JsonNode created = api.create(Kind.NETWORK, spec.name(), spec.body(), spec.labels());
    Resource resource = new Resource(Kind.NETWORK, ResourceApi.idOf(Kind.NETWORK, created));
    owned.add(resource);
    Networks unlimited = new Networks(api, owned, limit.lifted());
    return new CreatedNetwork(unlimited, owned, resource, spec.name());
  }

  /** Whether the engine has a network. */
  public boolean exists(String network) {
    return limit.call(() -> api.exists(resource(network)));
  }

  /**
   * What the engine knows about a network.
   *
   * @throws EngineException with status 404 if it does not have it
   */
  public NetworkDetails inspect(String network) {
    return ResourceJson.network(limit.call(() -> api.inspect(resource(network))));
  }

  /** All networks of the engine, without their containers. */
  public List<NetworkDetails> list() {
    return limit.call(() -> api.list(Kind.NETWORK)).stream().map(ResourceJson::network).toList();
  }

  /**
   * Removes a network, whoever made it.
   *
   * @throws EngineException if the engine does not have it, or containers that run are connected
   */
  public void remove(String network) {
    limit.run(() -> api.remove(resource(network)));
  }

  /**
   * Connects a container, also one that runs.
   *
   * @param container its name or id
   * @param aliases further names under which the others in the network reach it
   */
  public void connect(String network, String container, String... aliases) {
    List<String> names = List.of(aliases);
    limit.run(() -> api.connect(network, container, Map.of("Aliases", names)));
  }

  /**
   * Connects a container, also one that runs, with all that can be said of the connection: names,
   * addresses, the driver's settings and the priority of its gateway.
   *
   * <pre>{@code
   * networks.connect(Network.named("backend").alias("db").macAddress("02:42:ac:11:00:02"), "orders")
   * }</pre>
   *
   * @param network of the user, with the settings of the connection
   * @param container its name or id
   * @throws io.containerrun.InvalidRunException if a setting cannot work, or the engine is too old
   *     for it: a hardware address needs API 1.54
   */
  public void connect(Network network, String container) {
    Map<String, Object> endpoint = Endpoints.of(network, api.target());
    limit.run(() -> api.connect(network.mode().toString(), container, endpoint));
  }

  /**
   * Disconnects a container.
   *
   * @param container its name or id
   */
  public void disconnect(String network, String container) {
    limit.run(() -> api.disconnect(network, container));
  }

  private static Resource resource(String network) {
    return new Resource(Kind.NETWORK, network);
  }
}
