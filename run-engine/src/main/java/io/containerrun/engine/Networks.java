package io.containerrun.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.internal.OwnedResources;
import io.containerrun.engine.internal.Resource;
import io.containerrun.engine.internal.Resource.Kind;
import io.containerrun.engine.internal.ResourceApi;
import io.containerrun.engine.internal.wire.ResourceJson;
import java.util.List;

/**
 * The networks of an engine. A network is named by its name or its id. May be shared between
 * threads.
 *
 * @since 0.1.0
 */
public final class Networks {

  private final ResourceApi api;
  private final OwnedResources owned;

  Networks(ResourceApi api, OwnedResources owned) {
    this.api = api;
    this.owned = owned;
  }

  /**
   * Creates a network.
   *
   * @return the handle that removes it
   * @throws NameConflictException if there is one of that name
   * @throws EngineException if the engine refuses, as where the addresses are taken
   */
  public CreatedNetwork create(NetworkSpec spec) {
    JsonNode created = api.create(Kind.NETWORK, spec.name(), spec.body(), spec.labels());
    Resource resource = new Resource(Kind.NETWORK, ResourceApi.idOf(Kind.NETWORK, created));
    owned.add(resource);
    return new CreatedNetwork(this, owned, resource, spec.name());
  }

  /** Whether the engine has a network. */
  public boolean exists(String network) {
    return api.exists(resource(network));
  }

  /**
   * What the engine knows about a network.
   *
   * @throws EngineException with status 404 if it does not have it
   */
  public NetworkDetails inspect(String network) {
    return ResourceJson.network(api.inspect(resource(network)));
  }

  /** All networks of the engine, without their containers. */
  public List<NetworkDetails> list() {
    return api.list(Kind.NETWORK).stream().map(ResourceJson::network).toList();
  }

  /**
   * Removes a network, whoever made it.
   *
   * @throws EngineException if the engine does not have it, or containers that run are connected
   */
  public void remove(String network) {
    api.remove(resource(network));
  }

  /**
   * Connects a container, also one that runs.
   *
   * @param container its name or id
   * @param aliases further names under which the others in the network reach it
   */
  public void connect(String network, String container, String... aliases) {
    api.connect(network, container, List.of(aliases));
  }

  /**
   * Disconnects a container.
   *
   * @param container its name or id
   */
  public void disconnect(String network, String container) {
    api.disconnect(network, container);
  }

  private static Resource resource(String network) {
    return new Resource(Kind.NETWORK, network);
  }
}
