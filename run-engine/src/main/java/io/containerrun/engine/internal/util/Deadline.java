package io.containerrun.engine.internal.util;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * How long a call may take with all exchanges that it consists of. May be shared between threads.
 *
 * <p>Every call can be interrupted, and cleans up then. A call with a deadline is therefore made on
 * a thread of the engine, which is interrupted when the time is up: no step has to know the
 * deadline, none can forget it, and the cleaning up is not cut short by it. The caller's own thread
 * is left alone, because that interrupt could not be told from one that somebody else sends.
 */
public final class Deadline {

  private final ExecutorService threads;
  private final Duration limit;

  /** How long the cleaning up is waited for. */
  private final Duration cleanUp;

  private final String subject;

  /**
   * Creates a deadline.
   *
   * @param threads makes the calls
   * @param limit more than zero
   * @param cleanUp how long the cleaning up is waited for
   * @param subject what is called, for messages of calls of which nothing more is known
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
   * @throws io.containerrun.engine.EngineException if the time is up before it is done
   */
  public <T> T call(Supplier<T> work) {
    return new DeadlineCall<>(work, subject).begin(threads).await(limit, cleanUp);
  }
}
