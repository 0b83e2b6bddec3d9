package io.containerrun.engine.internal.run;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does many jobs on a few threads of the engine, up to a common deadline. */
final class Workers {

  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  /** More removals at once do not make an engine faster. */
  private static final int MOST = 32;

  private static final long POLL_NANOS = 2_000_000;

  private Workers() {}

  /**
   * Does the jobs, and waits for them even if the thread is interrupted. Jobs that have not begun
   * by the deadline are dropped.
   *
   * @param end the deadline, on the clock of {@link System#nanoTime()}
   */
  static void run(List<Runnable> jobs, ExecutorService threads, long end) {
    Queue<Runnable> queue = new ConcurrentLinkedQueue<>(jobs);
    AtomicInteger done = new AtomicInteger();
    try {
      for (int i = 0; i < Math.min(MOST, jobs.size()); i++) {
        threads.execute(() -> work(queue, done));
      }
    } catch (RejectedExecutionException closed) {
      LOG.debug("removal without threads: the engine was closed");
      work(queue, done);
    }
    await(() -> done.get() == jobs.size(), end);
    queue.clear();
  }

  private static void work(Queue<Runnable> queue, AtomicInteger done) {
    Runnable job;
    while ((job = queue.poll()) != null) {
      try {
        job.run();
      } finally {
        done.incrementAndGet();
      }
    }
  }

  /**
   * Waits until a condition holds or the deadline has passed, even if the thread is interrupted.
   */
  static void await(BooleanSupplier condition, long end) {
    boolean interrupted = false;
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL_NANOS);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
