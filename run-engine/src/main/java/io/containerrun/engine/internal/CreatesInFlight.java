package io.containerrun.engine.internal;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.wire.Created;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Containers whose create is on its way: they may be there, but nobody has their id yet. Each is
 * known by the value of a label. May be shared between threads.
 */
final class CreatesInFlight {

  private static final Logger LOG = LoggerFactory.getLogger(CreatesInFlight.class);

  /** How long an engine may take for a create that was given up. */
  private static final Duration LATE = Duration.ofSeconds(5);

  private static final long LOOK_MILLIS = 100;

  private final EngineApi api;
  private final ExecutorService threads;

  // All guarded by this.
  private final Set<String> awaited = new HashSet<>();
  private final Set<String> abandoned = new HashSet<>();
  private boolean closed;

  CreatesInFlight(EngineApi api, ExecutorService threads) {
    this.api = api;
    this.threads = threads;
  }

  /**
   * Creates a container.
   *
   * @param mark the value of its label
   * @param create makes somebody its owner as well
   * @throws ContainerRunException also if no more are let through
   */
  Created await(String mark, Supplier<Created> create) {
    synchronized (this) {
      if (closed) {
        throw new ContainerRunException("create container: the engine was closed");
      }
      awaited.add(mark);
    }
    try {
      return create.get();
    } finally {
      over(awaited, mark);
    }
  }

  private synchronized void over(Set<String> marks, String mark) {
    marks.remove(mark);
    notifyAll();
  }

  /**
   * Sees to a container whose create was given up, by an interrupt or out of time: the engine may
   * still be at it. It is looked for by its label for a while, and removed.
   */
  void abandon(String mark) {
    synchronized (this) {
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
      over(abandoned, mark);
    }
  }

  /**
   * Lets no more through, and waits for those on their way.
   *
   * @return the marks of those that are not over after a while
   */
  synchronized List<String> close() {
    closed = true;
    long deadline = System.nanoTime() + api.limits().removal().toNanos();
    long left;
    while (!(awaited.isEmpty() && abandoned.isEmpty())
        && (left = deadline - System.nanoTime()) > 0) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return Stream.concat(awaited.stream(), abandoned.stream()).toList();
  }
}
