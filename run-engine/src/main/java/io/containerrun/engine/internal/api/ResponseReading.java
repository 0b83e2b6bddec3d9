package io.containerrun.engine.internal.api;

import io.containerrun.engine.internal.http.BodyReader;
import io.containerrun.engine.internal.http.StreamingResponse;
import io.containerrun.engine.internal.util.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A response body that a thread of the engine reads, so that a waiting thread can be interrupted
 * and the read can be given up. May be shared between threads.
 */
public final class ResponseReading implements AutoCloseable {

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

  private volatile StreamingResponse response;
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  private ResponseReading(StreamingResponse response) {
    this.response = response;
  }

  /** Reads a body, and may go on with others. */
  public interface Reader {
    /**
     * Reads.
     *
     * @param reading is told of the next response
     */
    void read(InputStream body, ResponseReading reading) throws IOException;
  }

  /** Starts to read; closes the response at the end. */
  public static ResponseReading begin(
      StreamingResponse response, BodyReader reader, Executor threads) {
    return begin(response, (body, reading) -> reader.read(body), threads);
  }

  /** The same for a reader that goes on with another response if the first one breaks. */
  public static ResponseReading begin(StreamingResponse response, Reader reader, Executor threads) {
    ResponseReading reading = new ResponseReading(response);
    try {
      threads.execute(() -> reading.read(reader));
    } catch (RuntimeException shutDown) {
      response.close();
      throw shutDown;
    }
    return reading;
  }

  // Any failure of the reader fails the future.
  private void read(Reader reader) {
    thread = Thread.currentThread();
    try (StreamingResponse first = response) {
      reader.read(first.body(), this);
      ended.complete(true);
    } catch (Throwable failure) {
      if (closed && (failure instanceof IOException || failure instanceof CancellationException)) {
        ended.complete(false);
      }
      ended.completeExceptionally(failure);
    } finally {
      thread = null;
    }
  }

  /**
   * Goes on with another response, which the reader closes.
   *
   * @throws CancellationException if the reading was closed
   */
  public void proceed(StreamingResponse next) {
    response = next;
    requireOpen();
  }

  /**
   * Checks that the rest is still wanted.
   *
   * @throws CancellationException if the reading was closed
   */
  public void requireOpen() {
    if (closed) {
      throw new CancellationException("closed");
    }
  }

  /**
   * Completes with true at the end of the body, with false if it was closed before; fails with the
   * failure of the reader.
   */
  public CompletableFuture<Boolean> ended() {
    return ended;
  }

  /** Drops the rest of the body, and waits up to a second for the reader to return. */
  @Override
  public void close() {
    closed = true;
    response.close();
    if (thread != Thread.currentThread()) {
      CompletableFuture<Boolean> settled = ended.exceptionally(failure -> false);
      Waiting.uninterrupted(() -> Waiting.on(settled, CLOSE_LIMIT, "stop reading"));
    }
  }
}
