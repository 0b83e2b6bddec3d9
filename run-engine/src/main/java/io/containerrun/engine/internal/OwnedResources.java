package io.containerrun.engine.internal;

import io.containerrun.ContainerRunException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The networks and volumes that are ours to remove: those whose handle is open. May be shared
 * between threads.
 */
public final class OwnedResources {

  private static final Logger LOG = LoggerFactory.getLogger(OwnedResources.class);

  private final ResourceApi api;
  private final Set<Resource> resources = ConcurrentHashMap.newKeySet();

  /** Creates one for an engine. */
  public OwnedResources(ResourceApi api) {
    this.api = api;
  }

  /** Takes one over. */
  public void add(Resource resource) {
    resources.add(resource);
  }

  /** Leaves one to itself. */
  public void release(Resource resource) {
    resources.remove(resource);
  }

  /**
   * Removes one, also where the thread is interrupted; one that is gone already, or was left to
   * itself, is fine.
   */
  public void remove(Resource resource) {
    if (resources.contains(resource)) {
      Waiting.uninterrupted(() -> api.removeIfThere(resource));
      resources.remove(resource);
    }
  }

  /** Removes all that is left, as far as the engine lets it: containers go before. */
  public void removeAll() {
    for (Resource resource : List.copyOf(resources)) {
      try {
        remove(resource);
      } catch (ContainerRunException failure) {
        LOG.warn("{} {} is left behind: {}", resource.kind(), resource.id(), failure.getMessage());
      }
    }
  }
}
