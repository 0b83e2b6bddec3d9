package io.containerrun.engine.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.http.BodyReader;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.http.StreamingResponse;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.JsonSequence;
import io.containerrun.engine.internal.util.Reason;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.internal.util.Waiting;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call of unknown duration: pull, push, build, load, save, copy.
 *
 * <p>A thread of the engine sends and reads, so that a waiting thread can be interrupted. Instead
 * of the total time, the time without progress is limited. Cancelling closes the connection, which
 * ends the work of the engine. May be shared between threads.
 */
final class LongCall {

  private static final int CHECKS = 4;

  private final ApiClient client;
  private final Operation operation;
  private final Activity activity = new Activity();
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();

  private volatile @Nullable IOException unreadable;

  // All guarded by this.
  private @Nullable Future<?> task;
  private @Nullable StreamingResponse response;
  private boolean cancelled;

  LongCall(ApiClient client, Operation operation) {
    this.client = client;
    this.operation = operation;
  }

  /** Completes when the response has been read to its end; fails with the failure of the call. */
  CompletableFuture<Boolean> done() {
    return done;
  }

  /**
   * The same bytes, for a request body: each read counts as progress, and a failed read is
   * recorded.
   */
  InputStream sent(InputStream bytes) {
    return new FilterInputStream(activity.watched(bytes)) {
      @Override
      public int read(byte[] target, int start, int most) throws IOException {
        try {
          return super.read(target, start, most);
        } catch (IOException failure) {
          unreadable = failure;
          throw failure;
        }
      }
    };
  }

  /**
   * Starts on another thread.
   *
   * @param request creates the request, on that thread
   * @param reader reads the response, on that thread; an exception that it throws ends the exchange
   */
  synchronized void begin(ExecutorService threads, Supplier<Request> request, BodyReader reader) {
    try {
      task = threads.submit(() -> work(request, reader));
    } catch (RejectedExecutionException closed) {
      done.completeExceptionally(failed("the engine was closed", closed));
    }
  }

  /** A reader of a response that is a stream of JSON objects. */
  BodyReader events(Consumer<JsonNode> consumer) {
    return body -> {
      try (JsonSequence all = Json.readAll(body)) {
        for (Optional<JsonNode> event = all.next(); event.isPresent(); event = all.next()) {
          JsonNode json = event.get();
          activity.during(() -> consumer.accept(json));
        }
      }
    };
  }

  private void work(Supplier<Request> request, BodyReader reader) {
    try (StreamingResponse open =
        opened(client.stream(operation, request.get(), Timeouts.FOREVER))) {
      reader.read(activity.watched(open.body()));
      done.complete(true);
    } catch (IOException broken) {
      done.completeExceptionally(failed("the response broke off: " + broken.getMessage(), broken));
    } catch (RuntimeException | Error failure) {
      IOException unread = unreadable;
      done.completeExceptionally(unread == null ? failure : notSent(unread));
    }
  }

  private EngineException failed(String words, Exception cause) {
    return new EngineException(operation + ": " + words, operation.name(), 0, words)
        .causedBy(cause);
  }

  private ContainerRunException notSent(IOException cause) {
    return new ContainerRunException(operation + ": " + Reason.of(cause), cause);
  }

  private synchronized StreamingResponse opened(StreamingResponse open) {
    response = open;
    if (cancelled) {
      open.close();
    }
    return open;
  }

  /** Cancels the call unless it is done. A second call does nothing. */
  synchronized void cancel() {
    if (done.isDone()) {
      return;
    }
    cancelled = true;
    if (response != null) {
      response.close();
    } else if (task != null) {
      task.cancel(true);
    }
  }

  /**
   * Waits for a part of this exchange as long as it makes progress.
   *
   * @param limit the longest time without progress
   */
  <T> T await(CompletableFuture<T> part, Duration limit) {
    while (true) {
      var value = Waiting.on(part, limit.dividedBy(CHECKS), operation.toString());
      if (value.isPresent()) {
        return value.get();
      }
      if (activity.silentFor(limit)) {
        String words = "no progress for " + limit.toMillis() + " ms; given up";
        throw new EngineException(operation + ": " + words, operation.name(), 0, words);
      }
    }
  }

  /** Waits for the end, without a limit. */
  void finish() {
    finish(Timeouts.FOREVER);
  }

  /** Waits for the end, and cancels the call if the wait fails. */
  void finish(Duration limit) {
    try {
      await(done, limit);
    } finally {
      cancel();
    }
  }

  /** Waits up to a limit for a cancelled call to end. */
  void settle(Duration limit) {
    Waiting.on(done.handle((over, failure) -> true), limit, operation.toString());
  }
}
