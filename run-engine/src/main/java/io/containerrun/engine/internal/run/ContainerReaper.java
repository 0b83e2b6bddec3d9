package io.containerrun.engine.internal.run;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.api.ContainerApi;
import io.containerrun.engine.internal.api.Labels;
import io.containerrun.engine.internal.util.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the containers that this library has to remove: those in progress, those whose handle is
 * open, and those whose create is pending. May be shared between threads.
 */
public final class ContainerReaper {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerReaper.class);

  /** How long an engine may take to complete a create that was given up. */
  private static final Duration LATE_CREATE = Duration.ofSeconds(5);

  private static final Duration POLL = Duration.ofMillis(100);

  private static final Duration PENDING_POLL = Duration.ofMillis(5);

  private final ContainerApi api;
  private final ExecutorService threads;
  private final Set<String> ids = ConcurrentHashMap.newKeySet();

  /** Pending creates by the value of their label. */
  private final Set<String> pending = ConcurrentHashMap.newKeySet();

  /** Removals in progress by container id; each completes when the first thread has finished. */
  private final Map<String, CompletableFuture<Void>> removals = new ConcurrentHashMap<>();

  /** Guarded by this. */
  private boolean closed;

  ContainerReaper(ContainerApi api, ExecutorService threads) {
    this.api = api;
    this.threads = threads;
  }

  /**
   * Registers a pending create, which {@link #removeAll} waits for.
   *
   * @param mark the value of the container's label
   * @throws ContainerRunException if the engine was closed
   */
  synchronized PendingCreate expect(String mark) {
    if (closed) {
      throw new ContainerRunException("create container: the engine was closed");
    }
    pending.add(mark);
    return new PendingCreate(this, mark);
  }

  /** Ends a pending create. */
  void settle(String mark) {
    pending.remove(mark);
  }

  /**
   * Removes a container whose create was given up, because the engine may still create it: looks
   * for it by its label for some seconds.
   */
  void abandon(String mark) {
    try {
      threads.execute(() -> removeLate(mark));
    } catch (RejectedExecutionException shutDown) {
      Waiting.uninterrupted(() -> removeLate(mark));
    }
  }

  private void removeLate(String mark) {
    boolean[] found = new boolean[1];
    try {
      var unused =
          Waiting.until(
              () -> {
                List<String> late = api.labelled(Labels.RUN, mark);
                late.forEach(id -> api.tryRemove(id, true)); // rejected while it is being created
                boolean removed = found[0] && late.isEmpty();
                found[0] |= !late.isEmpty();
                return removed;
              },
              POLL,
              LATE_CREATE,
              "remove container");
    } catch (ContainerRunException unreachable) {
      LOG.warn("a container may be left behind: {}", unreachable.getMessage());
    } finally {
      settle(mark);
    }
  }

  /** Takes over a container that has no owner. */
  public void add(String id) {
    ids.add(id);
  }

  /**
   * Gives up the ownership of a container.
   *
   * @return whether it was still owned; false once all are being removed
   */
  public synchronized boolean release(String id) {
    return !closed && ids.remove(id);
  }

  /**
   * Kills and removes a container if it is still owned, even if the thread is interrupted. Returns
   * once its name is free, whichever thread removes it.
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
        Waiting.uninterrupted(() -> api.remove(id, true));
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

  /** Removes a container after a failure; a failure of the removal is only added as suppressed. */
  public void removeAfter(Throwable failure, String id) {
    try {
      remove(id);
    } catch (ContainerRunException second) {
      LOG.debug("container {} is left behind: {}", id, second.getMessage());
      failure.addSuppressed(second);
    }
  }

  /**
   * Rejects new creates, waits for pending ones, and removes all owned containers as far as the
   * engine allows.
   */
  public void removeAll(Executor remover) {
    synchronized (this) {
      closed = true;
    }
    Waiting.uninterrupted(this::awaitPending);
    List<CompletableFuture<Void>> all =
        List.copyOf(ids).stream()
            .map(id -> CompletableFuture.runAsync(() -> removeQuietly(id), remover))
            .toList();
    all.forEach(CompletableFuture::join);
  }

  private void awaitPending() {
    Duration limit = api.client().timeouts().removal();
    if (!Waiting.until(pending::isEmpty, PENDING_POLL, limit, "close engine")) {
      pending.forEach(this::findQuietly);
    }
  }

  private void findQuietly(String mark) {
    try {
      ids.addAll(api.labelled(Labels.RUN, mark));
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
