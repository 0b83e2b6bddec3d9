package io.containerrun.engine.internal.run;

import io.containerrun.engine.internal.util.Waiting;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Executor for the reads of one run, its output and its exit code: threads of the engine, or the
 * waiting thread itself. Handing the reads to other threads costs as much as all the calls of a
 * short run. Used by the waiting thread.
 */
public final class ReadExecutor implements Executor {

  private final Optional<Executor> threads;

  /** The reads of the waiting thread, in the order in which they end. */
  private final Queue<Runnable> own = new ArrayDeque<>();

  private ReadExecutor(Optional<Executor> threads) {
    this.threads = threads;
  }

  /** An executor that reads on threads of the engine. */
  public static ReadExecutor of(Executor threads) {
    return new ReadExecutor(Optional.of(threads));
  }

  /** An executor that reads on the waiting thread; only an interrupt ends its wait. */
  public static ReadExecutor waitingThread() {
    return new ReadExecutor(Optional.empty());
  }

  @Override
  public void execute(Runnable reader) {
    threads.ifPresentOrElse(it -> it.execute(reader), () -> own.add(reader));
  }

  /**
   * Reads until the value is available, and no further, so that a failure is reported before the
   * rest has been read.
   */
  <T> T await(CompletableFuture<T> value, String operation) {
    while (!value.isDone() && !own.isEmpty()) {
      own.remove().run();
      Waiting.requireUninterrupted(operation); // an interrupt ends the read
    }
    return Waiting.on(value, operation);
  }
}
