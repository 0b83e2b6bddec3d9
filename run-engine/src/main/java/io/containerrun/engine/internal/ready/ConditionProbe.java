package io.containerrun.engine.internal.ready;

import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.Ready;
import io.containerrun.engine.internal.util.Waiting;
import java.time.Duration;
import java.util.Optional;

/** Evaluates a condition of the program. Used by one thread. */
public final class ConditionProbe implements Probe {

  private final ContainerHandle container;
  private final Ready.Condition condition;
  private Optional<Exception> cause = Optional.empty();

  /** Creates a probe for a condition. */
  public ConditionProbe(ContainerHandle container, Ready.Condition condition) {
    this.container = container;
    this.condition = condition;
  }

  @Override
  public boolean holds(Duration left) {
    try {
      cause = Optional.empty();
      return condition.holds(container);
    } catch (InterruptedException interrupt) {
      throw Waiting.interrupted("wait for container " + container, interrupt);
    } catch (Exception notYet) {
      cause = Optional.of(notYet);
      return false;
    }
  }

  @Override
  public boolean heldUntilExit() {
    return holds(Duration.ZERO);
  }

  @Override
  public String missing() {
    String failed = cause.map(it -> "; the last time it threw " + Words.quote("" + it)).orElse("");
    return "met the condition of the program" + failed;
  }

  @Override
  public Optional<Exception> cause() {
    return cause;
  }
}
