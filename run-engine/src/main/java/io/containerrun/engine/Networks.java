package io.containerrun.engine;

import io.containerrun.engine.info.NetworkDetails;
import io.containerrun.engine.internal.api.NetworkApi;
import io.containerrun.engine.internal.handle.CallScope;
import io.containerrun.engine.internal.handle.Endpoints;
import io.containerrun.engine.internal.run.ObjectReaper;
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
   * The same networks, where each call takes no longer than a time as a whole; then it is given up
   * as by an interrupt, with an {@link EngineException} that names what was going on. Nothing is
   * left of a network whose making is given up.
   *
   * @param limit more than zero
   */
  public Networks within(Duration limit) {
    return new Networks(scope.within(limit, "call on networks"));
  }

  /**
   * Creates a network.
   *
   * @return the handle that removes it
   * @throws NameConflictException if there is one of that name
   * @throws EngineException if the engine refuses, as where the addresses are taken
   */
  public CreatedNetwork create(NetworkSpec spec) {
    return scope.call(() -> createNow(spec));
  }

  private CreatedNetwork createNow(NetworkSpec spec) {
    String id = api.create(spec);
    ObjectReaper reaper = scope.core().networkReaper();
    reaper.add(id);
    return new CreatedNetwork(new Networks(scope.unlimited()), reaper, id, spec.name());
  }

  /** Whether the engine has a network. */
  public boolean exists(String network) {
    return scope.call(() -> api.exists(network));
  }

  /**
   * What the engine knows about a network.
   *
   * @throws EngineException with status 404 if it does not have it
   */
  public NetworkDetails inspect(String network) {
    return scope.call(() -> api.inspect(network));
  }

  /** All networks of the engine, without their containers. */
  public List<NetworkDetails> list() {
    return scope.call(api::list);
  }

  /**
   * Removes a network, whoever made it.
   *
   * @throws EngineException if the engine does not have it, or containers that run are connected
   */
  public void remove(String network) {
    scope.run(() -> api.remove(network));
  }

  /**
   * Connects a container, also one that runs.
   *
   * @param container its name or id
   * @param aliases further names under which the others in the network reach it
   */
  public void connect(String network, String container, String... aliases) {
    List<String> names = List.of(aliases);
    scope.run(() -> api.connect(network, container, Map.of("Aliases", names)));
  }

  /**
   * Connects a container, running or not, with all settings of the connection: names, addresses,
   * options of the driver and the priority of its gateway.
   *
   * <pre>{@code
   * networks.connect(Network.named("backend").alias("db").macAddress("02:42:ac:11:00:02"), "orders")
   * }</pre>
   *
   * @param network a network of the user, with the settings of the connection
   * @param container its name or id
   * @throws io.containerrun.InvalidRunException if a setting cannot work, or the engine is too old
   *     for it: a hardware address needs API 1.54
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
