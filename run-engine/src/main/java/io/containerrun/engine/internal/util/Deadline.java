package io.containerrun.engine.internal.util;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * How long a call may take as a whole, with all exchanges that it consists of. May be shared
 * between threads.
 *
 * <p>Every call can be interrupted, and tidies up behind itself then. So one with a limit is made
 * on a thread of the engine, which is interrupted when the time is up: no step on the way has to
 * know the limit, none can forget it, and what tidies up is not cut short by it. The caller's own
 * thread is left alone, as nobody could tell that interrupt from one that somebody else means.
 */
public final class Deadline {

  private final ExecutorService threads;

  /** Zero for none. */
  private final Duration limit;

  /** How long the tidying up is waited for. */
  private final Duration patience;

  private final String subject;

  private Deadline(ExecutorService threads, Duration limit, Duration patience, String subject) {
    this.threads = threads;
    this.limit = limit;
    this.patience = patience;
    this.subject = subject;
  }

  /** No limit: a call is made on the thread of its caller, and takes as long as it takes. */
  public static Deadline none(Duration patience, ExecutorService threads) {
    return new Deadline(threads, Duration.ZERO, patience, "");
  }

  /** The same without a limit, for what a call gives. */
  public Deadline lifted() {
    return new Deadline(threads, Duration.ZERO, patience, "");
  }

  /**
   * The same with a limit, in place of one that it has.
   *
   * @param limit more than zero
   * @param subject what is called, for messages of calls of which nothing more is known
   * @throws IllegalArgumentException if the limit is not more than zero
   */
  public Deadline of(Duration limit, String subject) {
    return new Deadline(threads, Timeouts.positive(limit), patience, subject);
  }

  /**
   * Makes a call.
   *
   * @throws io.containerrun.engine.EngineException if the time is up before it is done
   */
  public <T> T call(Supplier<T> work) {
    return limit.isZero()
        ? work.get()
        : new DeadlineCall<>(work, subject).begin(threads).await(limit, patience);
  }

  /** Makes a call that gives nothing, like {@link #call}. */
  public void run(Runnable work) {
    var unused =
        call(
            () -> {
              work.run();
              return true;
            });
  }
}
