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
 * Executes an exchange on another thread, so that the caller can leave it in any state: a name
 * lookup cannot be cancelled, and a connect only by its own thread.
 */
final class PooledThreadTimeout implements ExchangeTimeout {

  private final ExecutorService threads;
  private final ConnectionPool pool;

  PooledThreadTimeout(ExecutorService threads, ConnectionPool pool) {
    this.threads = threads;
    this.pool = pool;
  }

  @Override
  public <T> T within(Duration limit, Exchange<T> exchange)
      throws IOException, InterruptedException {
    CompletableFuture<T> result = new CompletableFuture<>();
    Lease lease = new Lease(pool);
    Future<?> task = submit(() -> settle(result, exchange, lease));
    try {
      return result.get(Nanos.of(limit), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      cancel(lease, task);
      throw ExchangeTimeout.tooLate(limit, late);
    } catch (InterruptedException interrupt) {
      cancel(lease, task);
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

  private static <T> void settle(CompletableFuture<T> result, Exchange<T> exchange, Lease lease) {
    try {
      result.complete(exchange.on(lease));
    } catch (Throwable failure) {
      result.completeExceptionally(failure);
    }
  }

  private static void cancel(Lease lease, Future<?> task) {
    lease.close();
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
