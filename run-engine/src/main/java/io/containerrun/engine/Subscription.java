package io.containerrun.engine;

import io.containerrun.engine.internal.handle.ReadingSubscription;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A subscription to data that an engine sends until the container exits or the subscription is
 * closed: the log of a container, or its resource usage.
 *
 * <pre>{@code
 * try (Subscription log =
 *     container.followLogs(LogQuery.standard().tail(10), Output.toLines(this::show))) {
 *   log.await(Duration.ofMinutes(1));
 * }
 * }</pre>
 *
 * <p>A thread of the engine reads the data and calls the consumer. While the consumer is busy
 * nothing is read, and nothing accumulates in memory. An open subscription holds a connection and a
 * thread; closing the engine closes it. May be shared between threads.
 *
 * @since 0.1.0
 */
public sealed interface Subscription extends AutoCloseable permits ReadingSubscription {

  /**
   * Completes when the consumer has taken everything, or when the subscription is closed; fails
   * with the exception of the consumer or of the engine.
   */
  CompletableFuture<Void> onEnd();

  /**
   * Waits for the end. An interrupt ends the wait, not the subscription.
   *
   * @throws EngineException if the engine breaks off; an exception of the consumer is thrown
   *     unchanged
   */
  void await();

  /**
   * Waits for the end, up to a limit, after which the subscription continues.
   *
   * @return whether it has ended
   * @throws EngineException if the engine breaks off; an exception of the consumer is thrown
   *     unchanged
   */
  boolean await(Duration limit);

  /**
   * Ends the subscription. The consumer is not called again, unless its current call takes longer
   * than a second. A second call does nothing.
   */
  @Override
  void close();
}
