package io.containerrun.engine.internal.run;

import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.stream.Delivery;
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

  /** Which limit a program has exceeded. */
  public enum Exceeded {
    NOTHING,
    TIME,
    OUTPUT
  }

  /**
   * Waits for both. If a limit is exceeded first, stops the program, and waits a moment for its
   * last output; a consumer that does not take it is not waited for.
   *
   * @param limit of time
   * @param tooMuch completes when there is more output than its limit; empty for no limit
   * @param stopping stops the program
   */
  public Exceeded await(
      Optional<Duration> limit, Optional<CompletableFuture<Boolean>> tooMuch, Runnable stopping) {
    if (limit.isEmpty() && tooMuch.isEmpty()) {
      readers.await(output, operation);
      readers.await(code, operation);
      return Exceeded.NOTHING;
    }
    CompletableFuture<Integer> end = output.thenCompose(all -> code);
    CompletableFuture<Object> first =
        tooMuch
            .map(it -> CompletableFuture.anyOf(end, it))
            .orElseGet(() -> CompletableFuture.anyOf(end));
    boolean inTime = limit.isEmpty() || Waiting.on(first, limit.get(), operation).isPresent();
    if (limit.isEmpty()) {
      Waiting.on(first, operation);
    }
    boolean inBounds = tooMuch.filter(CompletableFuture::isDone).isEmpty();
    if (!(inTime && end.isDone())) {
      stopping.run();
      Waiting.on(output, LAST_OUTPUT, operation);
    }
    return !inBounds ? Exceeded.OUTPUT : inTime ? Exceeded.NOTHING : Exceeded.TIME;
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
