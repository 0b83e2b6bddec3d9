package io.containerrun.engine;

import io.containerrun.engine.info.VolumeDetails;
import io.containerrun.engine.internal.run.Reaper;

/**
 * A volume that {@link Volumes#create} has created, as a handle that removes it.
 *
 * <pre>{@code
 * try (CreatedVolume data = engine.volumes().create(VolumeSpec.standard())) {
 *   engine.run(ContainerRun.of("alpine:3").remove().volume(data.name() + ":/data"));
 * } // removed with its files
 * }</pre>
 *
 * <p>The handle owns the volume until {@link #close}, which happens as well when the engine is
 * closed or the process exits; {@link #release} gives up the ownership. May be shared between
 * threads.
 *
 * @since 0.1.0
 */
public final class CreatedVolume implements AutoCloseable {

  private final Volumes volumes;
  private final Reaper reaper;
  private final String name;

  CreatedVolume(Volumes volumes, Reaper reaper, String name) {
    this.volumes = volumes;
    this.reaper = reaper;
    this.name = name;
  }

  /** The name, by which runs mount the volume. */
  public String name() {
    return name;
  }

  /** What the engine reports about the volume now. */
  public VolumeDetails inspect() {
    return volumes.inspect(name());
  }

  /** Gives up the ownership: closing this handle or the engine no longer removes the volume. */
  public void release() {
    var unused = reaper.release(name, true);
  }

  /**
   * Removes the volume with its files. A second call does nothing.
   *
   * @throws EngineException if a container has the volume, running or not; remove the container
   *     first
   */
  @Override
  public void close() {
    reaper.remove(name);
  }

  /** The name. */
  @Override
  public String toString() {
    return name();
  }
}
