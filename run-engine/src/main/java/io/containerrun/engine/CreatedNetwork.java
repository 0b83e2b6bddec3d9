package io.containerrun.engine;

import io.containerrun.engine.info.NetworkDetails;
import io.containerrun.engine.internal.run.Reaper;

/**
 * A network that {@link Networks#create} has created, as a handle that removes it.
 *
 * <pre>{@code
 * try (CreatedNetwork backend = engine.networks().create(NetworkSpec.standard())) {
 *   engine.start(ContainerRun.of("postgres:16").network(backend.name()).networkAlias("db"));
 * } // removed
 * }</pre>
 *
 * <p>The handle owns the network until {@link #close}, which happens as well when the engine is
 * closed or the process exits; {@link #release} gives up the ownership. May be shared between
 * threads.
 *
 * @since 0.1.0
 */
public final class CreatedNetwork implements AutoCloseable {

  private final Networks networks;
  private final Reaper reaper;
  private final String id;
  private final String name;

  CreatedNetwork(Networks networks, Reaper reaper, String id, String name) {
    this.networks = networks;
    this.reaper = reaper;
    this.id = id;
    this.name = name;
  }

  /** The id, 64 hexadecimal digits. */
  public String id() {
    return id;
  }

  /** The name, by which runs join the network. */
  public String name() {
    return name;
  }

  /** What the engine reports about the network now. */
  public NetworkDetails inspect() {
    return networks.inspect(id());
  }

  /**
   * Connects a container, running or not.
   *
   * @param aliases further names by which other containers of the network reach it
   */
  public void connect(ContainerHandle container, String... aliases) {
    networks.connect(id(), container.id(), aliases);
  }

  /** Disconnects a container. */
  public void disconnect(ContainerHandle container) {
    networks.disconnect(id(), container.id());
  }

  /** Gives up the ownership: closing this handle or the engine no longer removes the network. */
  public void release() {
    var unused = reaper.release(id, true);
  }

  /**
   * Removes the network. A second call does nothing.
   *
   * @throws EngineException if running containers are connected; stop or disconnect them first
   */
  @Override
  public void close() {
    reaper.remove(id);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
