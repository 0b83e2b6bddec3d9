package io.containerrun.engine.internal.http;

import io.containerrun.engine.internal.util.Nanos;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Executes work on another thread, so that the caller can leave it in any state. May be shared
 * between threads.
 *
 * @param threads not closed here
 */
public record OtherThread(ExecutorService threads) {

  /** What waits for an engine. */
  public interface Work<T> {
    T execute() throws IOException;
  }

  /**
   * Executes work, and gives it up when it takes too long or the caller is interrupted.
   *
   * @param cancel called when it is given up; its thread is interrupted as well
   */
  public <T> T within(Duration limit, Work<T> work, Runnable cancel)
      throws IOException, InterruptedException {
    CompletableFuture<T> result = new CompletableFuture<>();
    Future<?> task = submit(() -> settle(result, work));
    try {
      return result.get(Nanos.of(limit), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      giveUp(cancel, task);
      throw ExchangeTimeout.tooLate(limit, late);
    } catch (InterruptedException interrupt) {
      giveUp(cancel, task);
      throw interrupt;
    } catch (ExecutionException failure) {
      throw rethrown(failure);
    }
  }

  private Future<?> submit(Runnable work) throws ConnectionFailure {
    try {
      return threads.submit(work);
    } catch (RejectedExecutionException closed) {
      throw ExchangeTimeout.closed(closed);
    }
  }

  private static <T> void settle(CompletableFuture<T> result, Work<T> work) {
    try {
      result.complete(work.execute());
    } catch (Throwable failure) {
      result.completeExceptionally(failure);
    }
  }

  private static void giveUp(Runnable cancel, Future<?> task) {
    cancel.run();
    task.cancel(true); // it may not have a socket yet
  }

  private static IOException rethrown(ExecutionException failure) {
    Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
    if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof IOException below ? below : new IOException(cause);
  }
}
