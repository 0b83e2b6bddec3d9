package io.containerrun.engine;

import io.containerrun.engine.info.NetworkDetails;
import io.containerrun.engine.internal.api.NetworkApi;
import io.containerrun.engine.internal.handle.CallScope;
import io.containerrun.engine.internal.handle.Endpoints;
import io.containerrun.engine.internal.run.Reaper;
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

  private final CallScope scope;
  private final NetworkApi api;

  Networks(CallScope scope) {
    this.scope = scope;
    this.api = scope.core().networks();
  }

  /**
   * A view of the same networks with a limit of time for each call. A call that takes longer is
   * given up as by an interrupt and throws an {@link EngineException} that names what was in
   * progress. A network whose creation is given up is removed.
   *
   * @param limit more than zero
   * @throws IllegalArgumentException if the limit is not more than zero
   */
  public Networks within(Duration limit) {
    return new Networks(scope.within(limit, "call on networks"));
  }

  /** A view whose networks are kept, see {@link Engine#keeping}. */
  Networks keeping() {
    return new Networks(scope.keeping());
  }

  /**
   * Creates a network.
   *
   * @return the handle that removes it, unless the engine is a {@linkplain Engine#keeping keeping}
   *     one
   * @throws NameConflictException if a network has the name
   * @throws EngineException if the engine rejects it, such as for addresses in use
   */
  public CreatedNetwork create(NetworkSpec spec) {
    return scope.call(() -> createNow(spec));
  }

  private CreatedNetwork createNow(NetworkSpec spec) {
    Reaper reaper = scope.core().reapers().networks();
    String id =
        reaper.createById(
            spec.name(), scope.keeps(), it -> api.create(spec, it.labels(), it::refused));
    return new CreatedNetwork(new Networks(scope.unlimited()), reaper, id, spec.name());
  }

  /** Whether the engine has a network. */
  public boolean exists(String network) {
    return scope.call(() -> api.exists(network));
  }

  /**
   * What the engine reports about a network.
   *
   * @throws EngineException with status 404 if the engine does not have it
   */
  public NetworkDetails inspect(String network) {
    return scope.call(() -> api.inspect(network));
  }

  /** All networks of the engine, without their containers. */
  public List<NetworkDetails> list() {
    return scope.call(api::list);
  }

  /**
   * Removes a network.
   *
   * @throws EngineException if the engine does not have it, or running containers are connected
   */
  public void remove(String network) {
    scope.run(() -> api.remove(network));
  }

  /**
   * Connects a container, running or not.
   *
   * @param container its name or id
   * @param aliases further names by which other containers of the network reach it
   */
  public void connect(String network, String container, String... aliases) {
    List<String> names = List.of(aliases);
    scope.run(() -> api.connect(network, container, Map.of("Aliases", names)));
  }

  /**
   * Connects a container, running or not, with all settings of the endpoint: aliases, addresses,
   * driver options and gateway priority.
   *
   * <pre>{@code
   * networks.connect(Network.named("backend").alias("db").macAddress("02:42:ac:11:00:02"), "orders")
   * }</pre>
   *
   * @param network a user-defined network, with the settings of the endpoint
   * @param container its name or id
   * @throws io.containerrun.InvalidRunException if a setting cannot work, or the engine is too old
   *     for one, such as a MAC address before API 1.54
   */
  public void connect(Network network, String container) {
    Map<String, Object> endpoint = Endpoints.of(network, scope.core().client().target());
    scope.run(() -> api.connect(network.mode().toString(), container, endpoint));
  }

  /**
   * Disconnects a container.
   *
   * @param container its name or id
   */
  public void disconnect(String network, String container) {
    scope.run(() -> api.disconnect(network, container));
  }
}
