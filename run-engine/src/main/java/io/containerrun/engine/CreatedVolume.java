package io.containerrun.engine;

import io.containerrun.engine.internal.OwnedResources;
import io.containerrun.engine.internal.Resource;

/**
 * A volume that was created here.
 *
 * <pre>{@code
 * try (CreatedVolume data = engine.volumes().create(VolumeSpec.unique())) {
 *   engine.run(ContainerRun.of("alpine:3").remove().volume(data.name() + ":/data"));
 * } // removed with its files
 * }</pre>
 *
 * <p>It is this handle's until {@link #close}, which the end of the engine or of the process does
 * as well; {@link #leave} lets it go. May be shared between threads.
 *
 * @since 0.1.0
 */
public final class CreatedVolume implements AutoCloseable {

  private final Volumes volumes;
  private final OwnedResources owned;
  private final Resource resource;

  CreatedVolume(Volumes volumes, OwnedResources owned, Resource resource) {
    this.volumes = volumes;
    this.owned = owned;
    this.resource = resource;
  }

  /** Its name, under which runs mount it. */
  public String name() {
    return resource.id();
  }

  /** What the engine knows about it now. */
  public VolumeDetails inspect() {
    return volumes.inspect(name());
  }

  /** Lets the volume go: closing this handle or the engine no longer removes it. */
  public void leave() {
    owned.release(resource);
  }

  /**
   * Removes the volume with its files. A second call does nothing.
   *
   * @throws EngineException if a container has it, also one that does not run: it goes first
   */
  @Override
  public void close() {
    owned.remove(resource);
  }

  /** Its name. */
  @Override
  public String toString() {
    return name();
  }
}
