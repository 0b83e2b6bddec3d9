package io.containerrun.engine.internal.util;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * The limit of time of a call with all its exchanges. May be shared between threads.
 *
 * <p>Every call can be interrupted, and cleans up then. A call with a deadline therefore runs on a
 * thread of the engine, which is interrupted when the time is up: no step has to know the deadline,
 * and clean-up is not cut short by it. The caller's own thread is not interrupted, because that
 * interrupt could not be distinguished from one of another source.
 */
public final class Deadline {

  private final ExecutorService threads;
  private final Duration limit;

  /** How long to wait for the clean-up. */
  private final Duration cleanUp;

  private final String subject;

  /**
   * Creates a deadline.
   *
   * @param threads execute the calls
   * @param limit more than zero
   * @param cleanUp how long to wait for the clean-up
   * @param subject what is called, for the message if the operation in progress is not known
   * @throws IllegalArgumentException if the limit is not more than zero
   */
  public Deadline(ExecutorService threads, Duration limit, Duration cleanUp, String subject) {
    this.threads = threads;
    this.limit = Timeouts.positive(limit);
    this.cleanUp = cleanUp;
    this.subject = subject;
  }

  /**
   * Makes a call.
   *
   * @throws io.containerrun.engine.EngineException if the limit passes before it is done
   */
  public <T> T call(Supplier<T> work) {
    return new DeadlineCall<>(work, subject).begin(threads).await(limit, cleanUp);
  }
}
