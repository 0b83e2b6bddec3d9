package io.containerrun.engine;

import io.containerrun.engine.info.VolumeDetails;
import io.containerrun.engine.internal.run.ObjectReaper;

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
 * as well; {@link #release} lets it go. May be shared between threads.
 *
 * @since 0.1.0
 */
public final class CreatedVolume implements AutoCloseable {

  private final Volumes volumes;
  private final ObjectReaper reaper;
  private final String name;

  CreatedVolume(Volumes volumes, ObjectReaper reaper, String name) {
    this.volumes = volumes;
    this.reaper = reaper;
    this.name = name;
  }

  /** Its name, under which runs mount it. */
  public String name() {
    return name;
  }

  /** What the engine knows about it now. */
  public VolumeDetails inspect() {
    return volumes.inspect(name());
  }

  /** Lets the volume go: closing this handle or the engine no longer removes it. */
  public void release() {
    reaper.release(name);
  }

  /**
   * Removes the volume with its files. A second call does nothing.
   *
   * @throws EngineException if a container has it, also one that does not run: it goes first
   */
  @Override
  public void close() {
    reaper.remove(name);
  }

  /** Its name. */
  @Override
  public String toString() {
    return name();
  }
}
