package io.containerrun.engine.internal;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.wire.Created;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
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
  private final Set<String> ids = ConcurrentHashMap.newKeySet();

  /** The labels of containers whose create is in flight: they may be there, but have no id yet. */
  private final Set<String> creating = new HashSet<>();

  private volatile boolean closed;

  Owned(EngineApi api) {
    this.api = api;
  }

  /**
   * Creates a container that is ours from the first moment: whoever removes all waits for it.
   *
   * @param mark the value of its label
   */
  Created creating(String mark, Supplier<Created> create) {
    synchronized (creating) {
      if (closed) {
        throw new ContainerRunException("create container: the engine was closed");
      }
      creating.add(mark);
    }
    try {
      Created created = create.get();
      ids.add(created.id());
      return created;
    } finally {
      synchronized (creating) {
        creating.remove(mark);
        creating.notifyAll();
      }
    }
  }

  /**
   * Leaves a container to itself.
   *
   * @return whether it was ours still; false once all are being removed
   */
  public boolean release(String id) {
    return ids.remove(id) && !closed;
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

  /** Removes all that is left, as far as the engine lets it, and lets nothing new be made. */
  public void removeAll(Executor threads) {
    Waiting.uninterrupted(this::awaitCreates);
    List<CompletableFuture<Void>> removals =
        List.copyOf(ids).stream()
            .map(id -> CompletableFuture.runAsync(() -> removeQuietly(id), threads))
            .toList();
    removals.forEach(CompletableFuture::join);
  }

  /** What is still being created after a while is looked for by its label. */
  private void awaitCreates() {
    long deadline = System.nanoTime() + api.limits().removal().toNanos();
    List<String> late;
    synchronized (creating) {
      closed = true;
      long left;
      while (!creating.isEmpty() && (left = deadline - System.nanoTime()) > 0) {
        try {
          TimeUnit.NANOSECONDS.timedWait(creating, left);
        } catch (InterruptedException interrupt) {
          Thread.currentThread().interrupt();
          break;
        }
      }
      late = List.copyOf(creating);
    }
    late.forEach(this::findQuietly);
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
