package io.containerrun.engine.internal.run;

import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.util.Nanos;
import io.containerrun.engine.internal.util.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The end of a program in a container: all of its output, and its exit code. Used by one thread.
 */
public final class Completion {

  /** For output that is still on its way when the program was ended. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final String operation;
  private final ReadExecutor readers;
  private final CompletableFuture<Boolean> output;
  private final CompletableFuture<Integer> code;

  /**
   * Of what the readers come to.
   *
   * @param operation what is waited for
   */
  public Completion(
      String operation,
      ReadExecutor readers,
      CompletableFuture<Void> output,
      CompletableFuture<Integer> code) {
    this.operation = operation;
    this.readers = readers;
    this.output = output.thenApply(none -> true);
    this.code = code;
  }

  /**
   * Waits for both. Where the time is up before, the program is ended, and its last words are
   * waited for; a consumer that does not take them is not.
   *
   * @param ending ends the program
   * @return whether the time was up
   */
  public boolean await(Optional<Duration> limit, Runnable ending) {
    if (limit.isEmpty()) {
      readers.await(output, operation);
      readers.await(code, operation);
      return false;
    }
    boolean inTime = isOver(limit.get());
    if (!inTime) {
      ending.run();
      Waiting.on(output, LAST_WORDS, operation);
    }
    return !inTime;
  }

  private boolean isOver(Duration limit) {
    long deadline = System.nanoTime() + Nanos.of(limit);
    return Waiting.on(output, limit, operation).isPresent()
        && Waiting.on(code, Duration.ofNanos(deadline - System.nanoTime()), operation).isPresent();
  }

  /**
   * The exit code of a program that has ended, or should have.
   *
   * @param patience how long the engine may take to tell it
   */
  public int exitCode(Duration patience) {
    return Waiting.on(code, patience, operation)
        .orElseThrow(
            () -> {
              String words = "its time is up, but it has not ended";
              return new EngineException(operation + ": " + words, operation, 0, words);
            });
  }
}
