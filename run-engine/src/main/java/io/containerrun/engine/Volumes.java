package io.containerrun.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.internal.CallLimit;
import io.containerrun.engine.internal.OwnedResources;
import io.containerrun.engine.internal.Resource;
import io.containerrun.engine.internal.Resource.Kind;
import io.containerrun.engine.internal.ResourceApi;
import io.containerrun.engine.internal.wire.ResourceJson;
import java.time.Duration;
import java.util.List;

/**
 * The volumes of an engine, named by their names. May be shared between threads.
 *
 * @since 0.1.0
 */
public final class Volumes {

  private final ResourceApi api;
  private final OwnedResources owned;
  private final CallLimit limit;

  Volumes(ResourceApi api, OwnedResources owned, CallLimit limit) {
    this.api = api;
    this.owned = owned;
    this.limit = limit;
  }

  /**
   * The same volumes, where each call takes no longer than a time as a whole; then it is given up
   * as by an interrupt, with an {@link EngineException} that names what was going on. Nothing is
   * left of a volume whose making is given up.
   *
   * @param limit more than zero
   */
  public Volumes within(Duration limit) {
    return new Volumes(api, owned, this.limit.of(limit, "call on volumes"));
  }

  /**
   * Creates a volume.
   *
   * @return the handle that removes it
   * @throws NameConflictException if there is one of that name
   * @throws EngineException if the engine refuses, as where it has no such driver
   */
  public CreatedVolume create(VolumeSpec spec) {
    return limit.call(() -> createNow(spec));
  }

  private CreatedVolume createNow(VolumeSpec spec) {
    JsonNode created = api.create(Kind.VOLUME, spec.name(), spec.body(), spec.labels());
    Resource resource = new Resource(Kind.VOLUME, ResourceApi.idOf(Kind.VOLUME, created));
    owned.add(resource);
    return new CreatedVolume(new Volumes(api, owned, limit.lifted()), owned, resource);
  }

  /** Whether the engine has a volume. */
  public boolean exists(String volume) {
    return limit.call(() -> api.exists(resource(volume)));
  }

  /**
   * What the engine knows about a volume.
   *
   * @throws EngineException with status 404 if it does not have it
   */
  public VolumeDetails inspect(String volume) {
    return ResourceJson.volume(limit.call(() -> api.inspect(resource(volume))));
  }

  /** All volumes of the engine. */
  public List<VolumeDetails> list() {
    return limit.call(() -> api.list(Kind.VOLUME)).stream().map(ResourceJson::volume).toList();
  }

  /**
   * Removes a volume with its files, whoever made it.
   *
   * @throws EngineException if the engine does not have it, or a container has it
   */
  public void remove(String volume) {
    limit.run(() -> api.remove(resource(volume)));
  }

  private static Resource resource(String volume) {
    return new Resource(Kind.VOLUME, volume);
  }
}
