package io.containerrun.engine.internal.run;

import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.stream.Delivery;
import io.containerrun.engine.internal.util.Nanos;
import io.containerrun.engine.internal.util.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The completion of a program in a container: all of its output, and its exit code. Used by one
 * thread.
 */
public final class Completion {

  /** Time for the last output after the program was stopped. */
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(5);

  private final String operation;
  private final ReadExecutor readers;
  private final CompletableFuture<Delivery> output;
  private final CompletableFuture<Integer> code;

  /**
   * Creates the completion of one program.
   *
   * @param operation the operation in messages
   * @param readers read the output and the exit code
   */
  public Completion(
      String operation,
      ReadExecutor readers,
      CompletableFuture<Delivery> output,
      CompletableFuture<Integer> code) {
    this.operation = operation;
    this.readers = readers;
    this.output = output;
    this.code = code;
  }

  /**
   * Waits for both. If the limit passes first, stops the program, and waits a moment for its last
   * output; a consumer that does not take it is not waited for.
   *
   * @param stopping stops the program
   * @return whether the limit passed
   */
  public boolean await(Optional<Duration> limit, Runnable stopping) {
    if (limit.isEmpty()) {
      readers.await(output, operation);
      readers.await(code, operation);
      return false;
    }
    boolean inTime = isOver(limit.get());
    if (!inTime) {
      stopping.run();
      Waiting.on(output, LAST_OUTPUT, operation);
    }
    return !inTime;
  }

  private boolean isOver(Duration limit) {
    long deadline = System.nanoTime() + Nanos.of(limit);
    return Waiting.on(output, limit, operation).isPresent()
        && Waiting.on(code, Duration.ofNanos(deadline - System.nanoTime()), operation).isPresent();
  }

  /** Whether all output of a program that has exited or was stopped was received. */
  public Delivery delivery() {
    return output.isCompletedExceptionally() ? Delivery.PARTIAL : output.getNow(Delivery.PARTIAL);
  }

  /**
   * The exit code of a program that has exited or was stopped.
   *
   * @param limit how long the engine may take to report it
   */
  public int exitCode(Duration limit) {
    return Waiting.on(code, limit, operation)
        .orElseThrow(
            () -> {
              String words = "its time is up, but it has not exited";
              return new EngineException(operation + ": " + words, operation, 0, words);
            });
  }
}
