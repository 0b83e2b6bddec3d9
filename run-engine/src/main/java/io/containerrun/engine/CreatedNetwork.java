package io.containerrun.engine;

import io.containerrun.engine.info.NetworkDetails;
import io.containerrun.engine.internal.run.ObjectReaper;

/**
 * A network that was created here.
 *
 * <pre>{@code
 * try (CreatedNetwork backend = engine.networks().create(NetworkSpec.unique())) {
 *   engine.start(ContainerRun.of("postgres:16").network(backend.name()).networkAlias("db"));
 * } // removed
 * }</pre>
 *
 * <p>It is this handle's until {@link #close}, which the end of the engine or of the process does
 * as well; {@link #release} lets it go. May be shared between threads.
 *
 * @since 0.1.0
 */
public final class CreatedNetwork implements AutoCloseable {

  private final Networks networks;
  private final ObjectReaper reaper;
  private final String id;
  private final String name;

  CreatedNetwork(Networks networks, ObjectReaper reaper, String id, String name) {
    this.networks = networks;
    this.reaper = reaper;
    this.id = id;
    this.name = name;
  }

  /** Its id, 64 hexadecimal digits. */
  public String id() {
    return id;
  }

  /** Its name, under which runs join it. */
  public String name() {
    return name;
  }

  /** What the engine knows about it now. */
  public NetworkDetails inspect() {
    return networks.inspect(id());
  }

  /**
   * Connects a container, also one that runs.
   *
   * @param aliases further names under which the others in the network reach it
   */
  public void connect(ContainerHandle container, String... aliases) {
    networks.connect(id(), container.id(), aliases);
  }

  /** Disconnects a container. */
  public void disconnect(ContainerHandle container) {
    networks.disconnect(id(), container.id());
  }

  /** Lets the network go: closing this handle or the engine no longer removes it. */
  public void release() {
    reaper.release(id);
  }

  /**
   * Removes the network. A second call does nothing.
   *
   * @throws EngineException if containers that run are connected: they go first
   */
  @Override
  public void close() {
    reaper.remove(id);
  }

  /** Its name. */
  @Override
  public String toString() {
    return name;
  }
}
