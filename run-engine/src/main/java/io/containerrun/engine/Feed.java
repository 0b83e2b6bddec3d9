package io.containerrun.engine;

import io.containerrun.engine.internal.Reading;
import io.containerrun.engine.internal.Waiting;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Something that an engine goes on sending until it ends or is closed: the log of a container, or
 * what it uses.
 *
 * <pre>{@code
 * try (Feed log = container.followLogs(LogQuery.all().tail(10), Output.toLines(this::show))) {
 *   log.await(Duration.ofMinutes(1));
 * }
 * }</pre>
 *
 * <p>A thread of the engine reads it and calls the consumer. While that takes its time, nothing
 * more is read and nothing piles up in memory. An open feed holds a connection and a thread; the
 * end of the engine closes it. May be shared between threads.
 *
 * @since 0.1.0
 */
public final class Feed implements AutoCloseable {

  private final Reading reading;
  private final String operation;

  Feed(Reading reading, String operation) {
    this.reading = reading;
    this.operation = operation;
  }

  /**
   * Completes when all has come and the consumer has taken it, or when the feed is closed; fails
   * with what the consumer or the engine failed with.
   */
  public CompletableFuture<Void> onEnd() {
    return reading.ended().thenApply(ended -> null);
  }

  /**
   * Waits for the end. An interrupt ends the waiting alone.
   *
   * @throws EngineException if the engine broke off; what the consumer throws is thrown as it is
   */
  public void await() {
    Waiting.on(reading.ended(), operation);
  }

  /**
   * Waits for the end, for a time; the feed then goes on.
   *
   * @return whether it has ended
   * @throws EngineException if the engine broke off; what the consumer throws is thrown as it is
   */
  public boolean await(Duration limit) {
    return Waiting.on(reading.ended(), limit, operation).isPresent();
  }

  /**
   * Stops it. The consumer is not called any more, unless it takes longer than a second with what
   * it has. A second call does nothing.
   */
  @Override
  public void close() {
    reading.close();
  }
}
