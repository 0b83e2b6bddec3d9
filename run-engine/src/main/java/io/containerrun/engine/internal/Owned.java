package io.containerrun.engine.internal;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.wire.Created;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The containers that are ours to remove: those in progress, and those whose handle is open. May be
 * shared between threads.
 */
public final class Owned {

  private static final Logger LOG = LoggerFactory.getLogger(Owned.class);

  private final EngineApi api;
  private final CreatesInFlight creates;
  private final Set<String> ids = ConcurrentHashMap.newKeySet();

  /** The removals on their way, each by whoever was first. */
  private final Map<String, CompletableFuture<Void>> removals = new ConcurrentHashMap<>();

  /** Guarded by this. */
  private boolean closed;

  Owned(EngineApi api, ExecutorService threads) {
    this.api = api;
    this.creates = new CreatesInFlight(api, threads);
  }

  /**
   * Creates a container that is ours from the first moment: whoever removes all waits for it.
   *
   * @param mark the value of its label
   */
  Created creating(String mark, Supplier<Created> create) {
    return creates.await(
        mark,
        () -> {
          Created created = create.get();
          add(created.id());
          return created;
        });
  }

  /** Gives up a create that is on its way: what the engine makes of it all the same is removed. */
  void abandon(String mark) {
    creates.abandon(mark);
  }

  /** Takes a container over that is nobody's. */
  public void add(String id) {
    ids.add(id);
  }

  /**
   * Leaves a container to itself.
   *
   * @return whether it was ours still; false once all are being removed
   */
  public synchronized boolean release(String id) {
    return !closed && ids.remove(id);
  }

  /**
   * Ends and removes a container that is ours still, also where the thread is interrupted; one that
   * is gone already is fine. Returns when its name is free again, whoever removed it.
   */
  public void remove(String id) {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> first = removals.putIfAbsent(id, mine);
    if (first == null) {
      removeFirst(id, mine);
    } else {
      Waiting.uninterrupted(() -> Waiting.on(first, "remove container " + id));
    }
  }

  private void removeFirst(String id, CompletableFuture<Void> removal) {
    try {
      if (ids.contains(id)) {
        Waiting.uninterrupted(() -> new ControlCalls(api, id).remove(true));
        ids.remove(id);
      }
      removal.complete(null);
    } catch (RuntimeException | Error failure) {
      removal.completeExceptionally(failure);
      throw failure;
    } finally {
      removals.remove(id);
    }
  }

  /** Removes one after a failure, which stays the one that is reported. */
  public void removeAfter(Throwable failure, String id) {
    try {
      remove(id);
    } catch (ContainerRunException second) {
      LOG.debug("container {} is left behind: {}", id, second.getMessage());
      failure.addSuppressed(second);
    }
  }

  /** Removes all that is left, as far as the engine lets it, and lets nothing new be made. */
  public void removeAll(Executor remover) {
    synchronized (this) {
      closed = true;
    }
    Waiting.uninterrupted(() -> creates.close().forEach(this::findQuietly));
    List<CompletableFuture<Void>> all =
        List.copyOf(ids).stream()
            .map(id -> CompletableFuture.runAsync(() -> removeQuietly(id), remover))
            .toList();
    all.forEach(CompletableFuture::join);
  }

  private void findQuietly(String mark) {
    try {
      ids.addAll(api.find(Creator.RUN_LABEL, mark));
    } catch (ContainerRunException failure) {
      LOG.warn("a container may be left behind: {}", failure.getMessage());
    }
  }

  private void removeQuietly(String id) {
    try {
      remove(id);
    } catch (ContainerRunException failure) {
      LOG.warn("container {} is left behind: {}", id, failure.getMessage());
    }
  }
}
