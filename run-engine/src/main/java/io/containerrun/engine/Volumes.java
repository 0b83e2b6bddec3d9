package io.containerrun.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.internal.OwnedResources;
import io.containerrun.engine.internal.Resource;
import io.containerrun.engine.internal.Resource.Kind;
import io.containerrun.engine.internal.ResourceApi;
import io.containerrun.engine.internal.wire.ResourceJson;
import java.util.List;

/**
 * The volumes of an engine, named by their names. May be shared between threads.
 *
 * @since 0.1.0
 */
public final class Volumes {

  private final ResourceApi api;
  private final OwnedResources owned;

  Volumes(ResourceApi api, OwnedResources owned) {
    this.api = api;
    this.owned = owned;
  }

  /**
   * Creates a volume.
   *
   * @return the handle that removes it
   * @throws NameConflictException if there is one of that name
   * @throws EngineException if the engine refuses, as where it has no such driver
   */
  public CreatedVolume create(VolumeSpec spec) {
    JsonNode created = api.create(Kind.VOLUME, spec.name(), spec.body(), spec.labels());
    Resource resource = new Resource(Kind.VOLUME, ResourceApi.idOf(Kind.VOLUME, created));
    owned.add(resource);
    return new CreatedVolume(this, owned, resource);
  }

  /** Whether the engine has a volume. */
  public boolean exists(String volume) {
    return api.exists(resource(volume));
  }

  /**
   * What the engine knows about a volume.
   *
   * @throws EngineException with status 404 if it does not have it
   */
  public VolumeDetails inspect(String volume) {
    return ResourceJson.volume(api.inspect(resource(volume)));
  }

  /** All volumes of the engine. */
  public List<VolumeDetails> list() {
    return api.list(Kind.VOLUME).stream().map(ResourceJson::volume).toList();
  }

  /**
   * Removes a volume with its files, whoever made it.
   *
   * @throws EngineException if the engine does not have it, or a container has it
   */
  public void remove(String volume) {
    api.remove(resource(volume));
  }

  private static Resource resource(String volume) {
    return new Resource(Kind.VOLUME, volume);
  }
}
