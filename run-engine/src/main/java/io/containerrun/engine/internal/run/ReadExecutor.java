package io.containerrun.engine.internal.run;

import io.containerrun.engine.internal.util.Waiting;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Who reads what a program writes, and how it ended: threads of the engine, or the thread that
 * waits for both. To have others read and be woken by each of them costs as much as all the calls
 * of a short run. Used by the thread that waits.
 */
public final class ReadExecutor implements Executor {

  private final Optional<Executor> threads;

  /** What the waiting thread has to read, in the order in which it ends. */
  private final Queue<Runnable> own = new ArrayDeque<>();

  private ReadExecutor(Optional<Executor> threads) {
    this.threads = threads;
  }

  /** Threads of the engine. */
  public static ReadExecutor of(Executor threads) {
    return new ReadExecutor(Optional.of(threads));
  }

  /** The thread that waits, if nothing but an interrupt shall end its waiting. */
  public static ReadExecutor waitingThread() {
    return new ReadExecutor(Optional.empty());
  }

  @Override
  public void execute(Runnable reader) {
    threads.ifPresentOrElse(it -> it.execute(reader), () -> own.add(reader));
  }

  /**
   * The value, when it is there. Nothing is read behind it: what failed is told before the rest has
   * ended.
   */
  <T> T await(CompletableFuture<T> value, String operation) {
    while (!value.isDone() && !own.isEmpty()) {
      own.remove().run();
      Waiting.requireUninterrupted(operation); // an interrupt ends what is read
    }
    return Waiting.on(value, operation);
  }
}
