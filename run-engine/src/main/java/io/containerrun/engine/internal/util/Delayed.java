package io.containerrun.engine.internal.util;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A task that is executed after a delay unless it is cancelled before. Thread-safe.
 *
 * <p>Nearly all are cancelled: scheduling one only adds it to a set. A thread that exists while
 * there are such tasks looks at them now and then, so that they are up to 50 ms late. A timer that
 * has to wake its thread for each costs a fifth of a short run.
 */
public final class Delayed {

  private static final long LOOK_MILLIS = 50;

  /** How many looks find nothing before the thread ends. */
  private static final int IDLE_LOOKS = 20;

  private static final Set<Delayed> PENDING = ConcurrentHashMap.newKeySet();

  private static final AtomicBoolean LOOKING = new AtomicBoolean();

  private final long due;
  private final Executor executor;
  private final Runnable task;

  private Delayed(long due, Executor executor, Runnable task) {
    this.due = due;
    this.executor = executor;
    this.task = task;
  }

  /**
   * Schedules a task.
   *
   * @param executor executes it; if it rejects the task, the task is dropped
   * @param task does not fail
   */
  public static Delayed execute(Duration delay, Executor executor, Runnable task) {
    Delayed delayed = new Delayed(System.nanoTime() + Nanos.of(delay), executor, task);
    PENDING.add(delayed);
    if (!LOOKING.get() && LOOKING.compareAndSet(false, true)) {
      Thread thread = new Thread(Delayed::look, "containerrun-timer");
      thread.setDaemon(true);
      thread.start();
    }
    return delayed;
  }

  /** Drops the task unless it has begun. */
  public void cancel() {
    PENDING.remove(this);
  }

  private static void look() {
    try {
      int idle = 0;
      do {
        Thread.sleep(LOOK_MILLIS);
        long now = System.nanoTime();
        idle = PENDING.isEmpty() ? idle + 1 : 0;
        PENDING.stream().filter(it -> it.due - now <= 0).forEach(Delayed::begin);
      } while (idle < IDLE_LOOKS || !ends());
    } catch (InterruptedException foreign) { // nobody here interrupts it
      LOOKING.set(false);
      Thread.currentThread().interrupt();
    }
  }

  /** Whether another thread looks, or has nothing to look at. */
  private static boolean ends() {
    LOOKING.set(false);
    return PENDING.isEmpty() || !LOOKING.compareAndSet(false, true);
  }

  private void begin() {
    if (PENDING.remove(this)) {
      try {
        executor.execute(task);
      } catch (RejectedExecutionException closed) {
        return; // nobody waits for it any more
      }
    }
  }
}
