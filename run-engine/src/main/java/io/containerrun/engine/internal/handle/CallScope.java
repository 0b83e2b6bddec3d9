package io.containerrun.engine.internal.handle;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.util.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Encloses each public call: refuses it once the engine is closed, bounds its time, and tells a
 * failure that comes of the closing. May be shared between threads.
 */
public final class CallScope {

  private final EngineCore core;
  private final Optional<Deadline> deadline;

  private CallScope(EngineCore core, Optional<Deadline> deadline) {
    this.core = core;
    this.deadline = deadline;
  }

  /** The scope of calls without a limit, which are made on the thread of their caller. */
  public static CallScope unlimited(EngineCore core) {
    return new CallScope(core, Optional.empty());
  }

  /** The same without a limit, for what a call returns. */
  public CallScope unlimited() {
    return unlimited(core);
  }

  /**
   * The same with a limit in place of the one that it has.
   *
   * @param limit more than zero
   * @param subject what is called, for messages of calls of which nothing more is known
   */
  public CallScope within(Duration limit, String subject) {
    Duration cleanUp = core.client().timeouts().removal();
    return new CallScope(core, Optional.of(new Deadline(core.threads(), limit, cleanUp, subject)));
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
