package io.containerrun.engine.internal.run;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.api.ObjectApi;
import io.containerrun.engine.internal.util.Waiting;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the networks or the volumes that this library has to remove: those whose handle is open. May
 * be shared between threads.
 */
public final class ObjectReaper {

  private static final Logger LOG = LoggerFactory.getLogger(ObjectReaper.class);

  private final ObjectApi<?> api;
  private final Set<String> ids = ConcurrentHashMap.newKeySet();

  /** Creates one for the objects of one kind. */
  public ObjectReaper(ObjectApi<?> api) {
    this.api = api;
  }

  /** Takes ownership of an object. */
  public void add(String id) {
    ids.add(id);
  }

  /** Gives up the ownership of an object. */
  public void release(String id) {
    ids.remove(id);
  }

  /** Removes an object if it is still owned, even if the thread is interrupted. */
  public void remove(String id) {
    if (ids.contains(id)) {
      Waiting.uninterrupted(() -> api.removeIfThere(id));
      ids.remove(id);
    }
  }

  /**
   * Removes all owned objects as far as the engine allows; call it after containers are removed.
   */
  public void removeAll() {
    for (String id : List.copyOf(ids)) {
      try {
        remove(id);
      } catch (ContainerRunException failure) {
        LOG.warn("{} {} is left behind: {}", api.kind(), id, failure.getMessage());
      }
    }
  }
}
