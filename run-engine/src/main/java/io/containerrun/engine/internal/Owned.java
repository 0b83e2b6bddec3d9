package io.containerrun.engine.internal;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.wire.Created;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The containers that are ours to remove: those in progress, and those whose handle is open. May be
 * shared between threads.
 */
public final class Owned {

  private static final Logger LOG = LoggerFactory.getLogger(Owned.class);

  /** How long an engine may take for a create that was given up. */
  private static final Duration LATE = Duration.ofSeconds(5);

  private static final long LOOK_MILLIS = 100;

  private final EngineApi api;
  private final ExecutorService threads;
  private final Set<String> ids = ConcurrentHashMap.newKeySet();

  /** The removals on their way, each by whoever was first. */
  private final Map<String, CompletableFuture<Void>> removals = new ConcurrentHashMap<>();

  /** The labels of containers whose create is in flight: they may be there, but have no id yet. */
  private final Set<String> creating = new HashSet<>();

  /** The labels of those that nobody waits for any more. Guarded by {@link #creating}. */
  private final Set<String> abandoned = new HashSet<>();

  /** Guarded by {@link #creating}. */
  private boolean closed;

  Owned(EngineApi api, ExecutorService threads) {
    this.api = api;
    this.threads = threads;
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
      add(created.id());
      return created;
    } finally {
      synchronized (creating) {
        creating.remove(mark);
        creating.notifyAll();
      }
    }
  }

  /**
   * Sees to a container whose create was given up, by an interrupt or out of time: nobody has its
   * id, and the engine may still be at it. It is looked for by its label for a while, and removed.
   */
  void abandon(String mark) {
    synchronized (creating) {
      abandoned.add(mark);
    }
    try {
      threads.execute(() -> removeWhatComes(mark));
    } catch (RejectedExecutionException closed) {
      Waiting.uninterrupted(() -> removeWhatComes(mark));
    }
  }

  private void removeWhatComes(String mark) {
    try {
      long deadline = System.nanoTime() + LATE.toNanos();
      boolean came = false;
      while (System.nanoTime() < deadline) {
        List<String> found = api.find(Creator.RUN_LABEL, mark);
        if (came && found.isEmpty()) {
          return;
        }
        came |= !found.isEmpty();
        found.forEach(id -> api.remove(id, true)); // refused while it is still being created
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (ContainerRunException unreachable) {
      LOG.warn("a container may be left behind: {}", unreachable.getMessage());
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (creating) {
        abandoned.remove(mark);
        creating.notifyAll();
      }
    }
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
  public boolean release(String id) {
    synchronized (creating) {
      return !closed && ids.remove(id);
    }
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
      while (!(creating.isEmpty() && abandoned.isEmpty())
          && (left = deadline - System.nanoTime()) > 0) {
        try {
          TimeUnit.NANOSECONDS.timedWait(creating, left);
        } catch (InterruptedException interrupt) {
          Thread.currentThread().interrupt();
          break;
        }
      }
      late = Stream.concat(creating.stream(), abandoned.stream()).toList();
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
