package io.containerrun.engine.internal.api;

import io.containerrun.engine.internal.http.BodyReader;
import io.containerrun.engine.internal.http.StreamingResponse;
import io.containerrun.engine.internal.util.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer while a thread of the engine reads it, so that whoever waits for it can be
 * interrupted and can give it up. May be shared between threads.
 */
public final class ResponseReading implements AutoCloseable {

  private static final Duration LAST_CALL = Duration.ofSeconds(1);

  private final StreamingResponse answer;
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  private ResponseReading(StreamingResponse answer) {
    this.answer = answer;
  }

  /** Begins; the answer is closed in the end. */
  public static ResponseReading begin(
      StreamingResponse answer, BodyReader reader, Executor threads) {
    ResponseReading reading = new ResponseReading(answer);
    try {
      threads.execute(() -> reading.read(reader));
    } catch (RuntimeException shutDown) {
      answer.close();
      throw shutDown;
    }
    return reading;
  }

  // Whatever the reader throws goes to whoever waits.
  private void read(BodyReader reader) {
    thread = Thread.currentThread();
    try (answer) {
      reader.read(answer.body());
      ended.complete(true);
    } catch (Throwable failure) {
      if (closed && failure instanceof IOException) {
        ended.complete(false);
      }
      ended.completeExceptionally(failure);
    } finally {
      thread = null;
    }
  }

  /** Whether all has come, or it was closed before; fails with what the reader failed with. */
  public CompletableFuture<Boolean> ended() {
    return ended;
  }

  /** Gives the rest up, and waits a moment for the reader to let go. */
  @Override
  public void close() {
    closed = true;
    answer.close();
    if (thread != Thread.currentThread()) {
      CompletableFuture<Boolean> settled = ended.exceptionally(failure -> false);
      Waiting.uninterrupted(() -> Waiting.on(settled, LAST_CALL, "stop reading"));
    }
  }
}
