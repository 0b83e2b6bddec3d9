package io.containerrun.engine.internal.run;

import io.containerrun.engine.internal.util.Waiting;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Executor for the reads of one run, its output and its exit code: threads of the engine, or the
 * waiting thread itself. Handing the reads to other threads costs as much as all the calls of a
 * short run. In a longer run the waiting thread reads the output alone, so that a wait for the exit
 * code that breaks is noticed while the container runs.
 */
public final class ReadExecutor implements Executor {

  /** How long the read of the exit code waits for its turn on the waiting thread. */
  private static final long PATIENCE_MILLIS = 500;

  private final Executor threads;
  private final boolean onWaitingThread;

  /** The reads of the waiting thread, in the order in which they end. Guarded by itself. */
  private final Queue<Runnable> own = new ArrayDeque<>();

  private ReadExecutor(Executor threads, boolean onWaitingThread) {
    this.threads = threads;
    this.onWaitingThread = onWaitingThread;
  }

  /** An executor that reads on threads of the engine. */
  public static ReadExecutor of(Executor threads) {
    return new ReadExecutor(threads, false);
  }

  /**
   * An executor that reads on the waiting thread; only an interrupt ends its wait.
   *
   * @param threads take over what has to wait long for its turn
   */
  public static ReadExecutor waitingThread(Executor threads) {
    return new ReadExecutor(threads, true);
  }

  @Override
  public void execute(Runnable reader) {
    if (onWaitingThread) {
      synchronized (own) {
        own.add(reader);
      }
    } else {
      threads.execute(reader);
    }
  }

  /**
   * Reads until the value is available, and no further, so that a failure is reported before the
   * rest has been read.
   */
  <T> T await(CompletableFuture<T> value, String operation) {
    CompletableFuture<Boolean> patience = patience();
    try {
      while (!value.isDone()) {
        Optional<Runnable> next = next();
        if (next.isEmpty()) {
          break;
        }
        next.get().run();
        Waiting.requireUninterrupted(operation); // an interrupt ends the read
      }
    } finally {
      patience.cancel(false);
    }
    return Waiting.on(value, operation);
  }

  private Optional<Runnable> next() {
    synchronized (own) {
      return Optional.ofNullable(own.poll());
    }
  }

  /** Hands over what still waits for its turn after a while. */
  @SuppressWarnings("FutureReturnValueIgnored") // handing over does not fail
  private CompletableFuture<Boolean> patience() {
    CompletableFuture<Boolean> patience = new CompletableFuture<>();
    synchronized (own) {
      if (own.size() > 1) {
        patience.completeOnTimeout(true, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        patience.thenRun(this::handOver);
      }
    }
    return patience;
  }

  private void handOver() {
    synchronized (own) {
      try {
        for (Runnable next = own.peek(); next != null; next = own.peek()) {
          threads.execute(next);
          own.remove();
        }
      } catch (RejectedExecutionException closed) {
        return; // the engine was closed; the waiting thread will see it
      }
    }
  }
}
