package io.containerrun.engine;

import io.containerrun.engine.info.VolumeDetails;
import io.containerrun.engine.internal.api.VolumeApi;
import io.containerrun.engine.internal.handle.CallScope;
import io.containerrun.engine.internal.run.Reaper;
import java.time.Duration;
import java.util.List;

/**
 * The volumes of an engine, identified by their names. May be shared between threads.
 *
 * @since 0.1.0
 */
public final class Volumes {

  private final CallScope scope;
  private final VolumeApi api;

  Volumes(CallScope scope) {
    this.scope = scope;
    this.api = scope.core().volumes();
  }

  /**
   * A view of the same volumes with a limit of time for each call. A call that takes longer is
   * given up as by an interrupt and throws an {@link EngineException} that names what was in
   * progress. A volume whose creation is given up is removed.
   *
   * @param limit more than zero
   * @throws IllegalArgumentException if the limit is not more than zero
   */
  public Volumes within(Duration limit) {
    return new Volumes(scope.within(limit, "call on volumes"));
  }

  /** A view whose volumes are kept, see {@link Engine#keeping}. */
  Volumes keeping() {
    return new Volumes(scope.keeping());
  }

  /**
   * Creates a volume.
   *
   * @return the handle that removes it, unless the engine is a {@linkplain Engine#keeping keeping}
   *     one
   * @throws NameConflictException if a volume has the name
   * @throws EngineException if the engine rejects it, such as for an unknown driver
   */
  public CreatedVolume create(VolumeSpec spec) {
    return scope.call(() -> createNow(spec));
  }

  private CreatedVolume createNow(VolumeSpec spec) {
    Reaper reaper = scope.core().reapers().volumes();
    String name =
        reaper.createById(
            spec.name(), scope.keeps(), it -> api.create(spec, it.labels(), it::refused));
    return new CreatedVolume(new Volumes(scope.unlimited()), reaper, name);
  }

  /** Whether the engine has a volume. */
  public boolean exists(String volume) {
    return scope.call(() -> api.exists(volume));
  }

  /**
   * What the engine reports about a volume.
   *
   * @throws EngineException with status 404 if the engine does not have it
   */
  public VolumeDetails inspect(String volume) {
    return scope.call(() -> api.inspect(volume));
  }

  /** All volumes of the engine. */
  public List<VolumeDetails> list() {
    return scope.call(api::list);
  }

  /**
   * Removes a volume with its files.
   *
   * @throws EngineException if the engine does not have it, or a container uses it
   */
  public void remove(String volume) {
    scope.run(() -> api.remove(volume));
  }
}
