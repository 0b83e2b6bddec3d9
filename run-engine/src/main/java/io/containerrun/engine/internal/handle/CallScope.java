package io.containerrun.engine.internal.handle;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.util.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Encloses each public call: rejects it once the engine is closed, applies the deadline, and
 * reports a failure that the closing causes as such. May be shared between threads.
 */
public final class CallScope {

  private final EngineCore core;
  private final Optional<Deadline> deadline;
  private final boolean keeping;

  private CallScope(EngineCore core, Optional<Deadline> deadline, boolean keeping) {
    this.core = core;
    this.deadline = deadline;
    this.keeping = keeping;
  }

  /** The scope of calls without a limit, which run on the caller's thread. */
  public static CallScope unlimited(EngineCore core) {
    return new CallScope(core, Optional.empty(), false);
  }

  /** The same scope without a limit, for what a call returns. */
  public CallScope unlimited() {
    return unlimited(core);
  }

  /**
   * The same scope with this limit instead of its own.
   *
   * @param limit more than zero
   * @param subject what is called, for the message if the operation in progress is not known
   */
  public CallScope within(Duration limit, String subject) {
    Duration cleanUp = core.client().timeouts().removal();
    Deadline own = new Deadline(core.threads(), limit, cleanUp, subject);
    return new CallScope(core, Optional.of(own), keeping);
  }

  /** The same scope, whose calls create what is to be kept. */
  public CallScope keeping() {
    return new CallScope(core, deadline, true);
  }

  /** Whether what its calls create is to be kept. */
  public boolean keeps() {
    return keeping;
  }

  /** The components that calls use. */
  public EngineCore core() {
    return core;
  }

  /** Makes a call. */
  public <T> T call(Supplier<T> work) {
    if (core.isClosed()) {
      throw new IllegalStateException("the engine at " + core.address() + " is closed");
    }
    try {
      return deadline.isEmpty() ? work.get() : deadline.get().call(work);
    } catch (ContainerRunException failure) {
      throw core.isClosed() ? closed(failure) : failure;
    }
  }

  /** Makes a call that returns nothing. */
  public void run(Runnable work) {
    var unused =
        call(
            () -> {
              work.run();
              return true;
            });
  }

  private ContainerRunException closed(ContainerRunException failure) {
    String words = "the engine at " + core.address() + " was closed";
    return new ContainerRunException(
        failure instanceof EngineException engine ? engine.operation() + ": " + words : words,
        failure);
  }
}
