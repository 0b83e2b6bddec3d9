package io.containerrun.engine.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.http.BodyReader;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.http.StreamingResponse;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.util.Reason;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.internal.util.Waiting;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work of the engine that takes a time which nobody can foresee: pull, push, build, load, save.
 *
 * <p>A thread of the engine sends and reads, so that whoever waits can be interrupted. It takes as
 * long as it takes, but where it tells how it goes on, not without a sign of life. Giving it up
 * closes the exchange, which ends the work. May be shared between threads.
 */
final class LongCall {

  private static final int CHECKS = 4;

  private final ApiClient calls;
  private final Operation operation;
  private final Activity activity = new Activity();
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();

  private volatile @Nullable IOException unreadable;

  // All guarded by this.
  private @Nullable Future<?> task;
  private @Nullable StreamingResponse answer;
  private boolean cancelled;

  LongCall(ApiClient calls, Operation operation) {
    this.calls = calls;
    this.operation = operation;
  }

  /** Completes when the answer has been read to its end, or with what went wrong. */
  CompletableFuture<Boolean> done() {
    return done;
  }

  /** The same bytes, to be sent: each is a sign of life, and a failure to read them is kept. */
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
   * Begins on another thread.
   *
   * @param request makes the request, there
   * @param reader reads the answer, there; what it throws ends the exchange
   */
  synchronized void begin(ExecutorService threads, Supplier<Request> request, BodyReader reader) {
    try {
      task = threads.submit(() -> work(request, reader));
    } catch (RejectedExecutionException closed) {
      done.completeExceptionally(failed("the engine was closed", closed));
    }
  }

  /** A reader of an answer that is a stream of JSON objects. */
  BodyReader events(Consumer<JsonNode> consumer) {
    return body -> {
      try (MappingIterator<JsonNode> all = Json.readAll(body)) {
        while (all.hasNextValue()) {
          JsonNode event = all.nextValue();
          activity.during(() -> consumer.accept(event));
        }
      }
    };
  }

  private void work(Supplier<Request> request, BodyReader reader) {
    try (StreamingResponse open =
        opened(calls.stream(operation, request.get(), Timeouts.FOREVER))) {
      reader.read(activity.watched(open.body()));
      done.complete(true);
    } catch (IOException broken) {
      done.completeExceptionally(failed("the answer broke off: " + broken.getMessage(), broken));
    } catch (RuntimeException | Error failure) {
      IOException unsent = unreadable;
      done.completeExceptionally(unsent == null ? failure : notSent(unsent));
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

  /** Waits for the end of work that may be silent for as long as it likes. */
  void finish() {
    finish(Timeouts.FOREVER);
  }

  /** Waits for the end, and gives the work up if that cannot be waited for. */
  void finish(Duration limit) {
    try {
      await(done, limit);
    } finally {
      cancel();
    }
  }

  /** Waits for what was given up to be over, for a time. */
  void settle(Duration limit) {
    Waiting.on(done.handle((over, failure) -> true), limit, operation.toString());
  }
}
