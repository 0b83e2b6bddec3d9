package io.containerrun.engine;

import io.containerrun.engine.internal.handle.ReadingSubscription;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A subscription to something that an engine keeps sending until it ends or is closed: the log of a
 * container, or what it uses.
 *
 * <pre>{@code
 * try (Subscription log =
 *     container.followLogs(LogQuery.standard().tail(10), Output.toLines(this::show))) {
 *   log.await(Duration.ofMinutes(1));
 * }
 * }</pre>
 *
 * <p>A thread of the engine reads it and calls the consumer. While the consumer is busy nothing
 * more is read, and nothing accumulates in memory. An open subscription holds a connection and a
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
   * @throws EngineException if the engine broke off; an exception of the consumer is thrown as it
   *     is
   */
  void await();

  /**
   * Waits for the end, up to a limit, after which the subscription continues.
   *
   * @return whether it has ended
   * @throws EngineException if the engine broke off; an exception of the consumer is thrown as it
   *     is
   */
  boolean await(Duration limit);

  /**
   * Ends the subscription. The consumer is not called again, unless it is busy for more than a
   * second with what it has. A second call does nothing.
   */
  @Override
  void close();
}
