package io.containerrun.engine.internal;

import io.containerrun.engine.internal.connection.StreamedAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer while a thread of the engine reads it, so that whoever waits for it can be
 * interrupted and can give it up. May be shared between threads.
 */
public final class Reading implements AutoCloseable {

  /** Reads a body to its end. */
  public interface Reader {
    /** Does it. */
    void read(InputStream body) throws IOException;
  }

  private static final Duration LAST_CALL = Duration.ofSeconds(1);

  private final StreamedAnswer answer;
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  private Reading(StreamedAnswer answer) {
    this.answer = answer;
  }

  /** Begins; the answer is closed in the end. */
  public static Reading begin(StreamedAnswer answer, Reader reader, Executor threads) {
    Reading reading = new Reading(answer);
    try {
      threads.execute(() -> reading.read(reader));
    } catch (RuntimeException shutDown) {
      answer.close();
      throw shutDown;
    }
    return reading;
  }

  // Whatever the reader throws goes to whoever waits.
  private void read(Reader reader) {
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
