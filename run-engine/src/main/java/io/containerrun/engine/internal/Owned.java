package io.containerrun.engine.internal;

import io.containerrun.ContainerRunException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The containers that are ours to remove: those in progress, and those whose handle is open. May be
 * shared between threads.
 */
public final class Owned {

  private static final Logger LOG = LoggerFactory.getLogger(Owned.class);

  private final EngineApi api;
  private final Set<String> ids = ConcurrentHashMap.newKeySet();

  Owned(EngineApi api) {
    this.api = api;
  }

  void add(String id) {
    ids.add(id);
  }

  /** Leaves a container to itself. */
  public void release(String id) {
    ids.remove(id);
  }

  /**
   * Ends and removes a container, also where the thread is interrupted; one that is gone already is
   * fine. Returns when its name is free again.
   */
  public void remove(String id) {
    Waiting.uninterrupted(() -> new ControlCalls(api, id).remove(true));
    ids.remove(id);
  }

  /** Removes after a failure, which stays the one that is reported. */
  public void removeAfter(Throwable failure, String id) {
    try {
      remove(id);
    } catch (ContainerRunException second) {
      LOG.debug("container {} is left behind: {}", id, second.getMessage());
      failure.addSuppressed(second);
    }
  }

  /** Removes all that is left, as far as the engine lets it. */
  public void removeAll(Executor threads) {
    List<CompletableFuture<Void>> removals =
        List.copyOf(ids).stream()
            .map(id -> CompletableFuture.runAsync(() -> removeQuietly(id), threads))
            .toList();
    removals.forEach(CompletableFuture::join);
  }

  private void removeQuietly(String id) {
    try {
      remove(id);
    } catch (ContainerRunException failure) {
      LOG.warn("container {} is left behind: {}", id, failure.getMessage());
    }
  }
}
