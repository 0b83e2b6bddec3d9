package io.containerrun.engine.internal.connection;

import io.containerrun.engine.internal.connection.ConnectionFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Does an exchange on another thread, so that the caller can give it up when it takes too long or
 * when the caller is interrupted.
 *
 * <p>The pooled client has no use here: its response timeout does nothing on unix sockets, and
 * nobody else can reach the request before its head has come. Interrupting the thread that waits
 * closes its channel. On TCP the pooled client's plain sockets do not heed that: there the thread
 * stays until the engine answers or the connection is closed, and its answer is dropped. May be
 * shared between threads.
 */
final class Bounded {

  private final ExecutorService threads;

  Bounded(ExecutorService threads) {
    this.threads = threads;
  }

  /**
   * Does the work.
   *
   * @param discard takes the result if it comes after the work was given up
   */
  <T> T within(Duration limit, Callable<T> work, Consumer<T> discard)
      throws IOException, InterruptedException {
    CompletableFuture<T> result = new CompletableFuture<>();
    Future<?> task = submit(() -> settle(result, work, discard));
    try {
      return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      giveUp(result, task, discard);
      throw new ConnectionFailure(
          Kind.TOO_LATE, "no answer within " + limit.toMillis() + " ms", late);
    } catch (InterruptedException interrupt) {
      giveUp(result, task, discard);
      throw interrupt;
    } catch (ExecutionException failure) {
      throw rethrown(failure);
    }
  }

  private Future<?> submit(Runnable work) throws ConnectionFailure {
    try {
      return threads.submit(work);
    } catch (RejectedExecutionException closed) {
      throw new ConnectionFailure(Kind.UNREACHABLE, "the connection was closed", closed);
    }
  }

  private static <T> void settle(
      CompletableFuture<T> result, Callable<T> work, Consumer<T> discard) {
    try {
      T value = work.call();
      if (!result.complete(value)) {
        discard.accept(value);
      }
    } catch (Throwable failure) {
      result.completeExceptionally(failure);
    }
  }

  private static <T> void giveUp(CompletableFuture<T> result, Future<?> task, Consumer<T> discard) {
    task.cancel(true);
    if (!result.cancel(false) && !result.isCompletedExceptionally()) {
      discard.accept(result.join());
    }
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
