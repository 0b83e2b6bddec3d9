package io.containerrun.engine.internal.util;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A task that is executed after a delay unless it is cancelled before. Thread-safe. */
public final class Delayed {

  private final CompletableFuture<Boolean> timer = new CompletableFuture<>();

  private Delayed() {}

  /**
   * Schedules a task.
   *
   * @param executor executes it; if it rejects the task, the task is dropped
   * @param task does not fail
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the task does not fail
  public static Delayed execute(Duration delay, Executor executor, Runnable task) {
    Delayed delayed = new Delayed();
    delayed.timer.thenRunAsync(task, executor);
    delayed.timer.completeOnTimeout(true, Nanos.of(delay), TimeUnit.NANOSECONDS);
    return delayed;
  }

  /** Drops the task unless it has begun. */
  public void cancel() {
    timer.cancel(false);
  }
}
