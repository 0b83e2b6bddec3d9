package io.containerrun.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.connection.Request;
import io.containerrun.engine.internal.connection.StreamedAnswer;
import io.containerrun.engine.internal.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work of the engine that tells by JSON objects how it goes on: pull, push, build, load.
 *
 * <p>A thread of the engine reads them, so that whoever waits can be interrupted. It takes as long
 * as it takes, but not without a sign of life. Giving it up closes the exchange, which ends the
 * work. May be shared between threads.
 */
final class EventCall {

  /** Longer than any of it takes; the activity is watched instead. */
  private static final Duration UNBOUNDED = Duration.ofDays(36_500);

  private static final int CHECKS = 4;

  private final Calls calls;
  private final Operation operation;
  private final Activity activity = new Activity();
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();

  // All guarded by this.
  private @Nullable Future<?> task;
  private @Nullable StreamedAnswer answer;
  private boolean cancelled;

  EventCall(Calls calls, Operation operation) {
    this.calls = calls;
    this.operation = operation;
  }

  /** What happens in the exchange. */
  Activity activity() {
    return activity;
  }

  /** Completes when the engine has said its last word, or with what went wrong. */
  CompletableFuture<Boolean> done() {
    return done;
  }

  /**
   * Begins on another thread.
   *
   * @param request makes the request, there
   * @param events gets each object, there; what it throws ends the exchange
   */
  synchronized void begin(
      ExecutorService threads, Supplier<Request> request, Consumer<JsonNode> events) {
    try {
      task = threads.submit(() -> work(request, events));
    } catch (RejectedExecutionException closed) {
      String words = "the engine was closed";
      done.completeExceptionally(
          new EngineException(operation + ": " + words, operation.name(), 0, words)
              .causedBy(closed));
    }
  }

  private void work(Supplier<Request> request, Consumer<JsonNode> events) {
    try (StreamedAnswer open = opened(calls.stream(operation, request.get(), UNBOUNDED));
        MappingIterator<JsonNode> all = Json.readAll(open.body())) {
      while (all.hasNextValue()) {
        JsonNode event = all.nextValue();
        activity.during(() -> events.accept(event));
      }
      done.complete(true);
    } catch (IOException broken) {
      String words = "the answer broke off: " + broken.getMessage();
      done.completeExceptionally(
          new EngineException(operation + ": " + words, operation.name(), 0, words)
              .causedBy(broken));
    } catch (RuntimeException | Error failure) {
      done.completeExceptionally(failure);
    }
  }

  private synchronized StreamedAnswer opened(StreamedAnswer open) {
    answer = open;
    if (cancelled) {
      open.close();
    }
    return open;
  }

  /** Gives the work up, unless it is done; a second call does nothing. */
  synchronized void cancel() {
    if (done.isDone()) {
      return;
    }
    cancelled = true;
    if (answer != null) {
      answer.close();
    } else if (task != null) {
      task.cancel(true);
    }
  }

  /**
   * Waits until a part of this exchange has come, as long as anything happens in it.
   *
   * @param limit how long the engine may be silent
   */
  <T> T await(CompletableFuture<T> part, Duration limit) {
    while (true) {
      var value = Waiting.on(part, limit.dividedBy(CHECKS), operation.toString());
      if (value.isPresent()) {
        return value.get();
      }
      if (activity.silentFor(limit)) {
        String words = "no sign of life for " + limit.toMillis() + " ms; given up";
        throw new EngineException(operation + ": " + words, operation.name(), 0, words);
      }
    }
  }

  /** Waits for the end, and gives the work up if that cannot be waited for. */
  void finish(Duration limit) {
    try {
      await(done, limit);
    } finally {
      cancel();
    }
  }
}
