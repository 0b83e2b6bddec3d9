package io.containerrun.engine.internal.handle;

import io.containerrun.Violation;
import io.containerrun.engine.RunResult;
import io.containerrun.engine.internal.api.Operation;
import io.containerrun.engine.internal.run.StartedContainer;
import java.util.List;

/** The result of a run. */
public final class FinishedRun extends FinishedProgram implements RunResult {

  private final String id;
  private final List<String> warnings;
  private final boolean outOfMemory;
  private final List<Violation> violations;

  FinishedRun(
      StartedContainer container, End end, boolean outOfMemory, List<Violation> violations) {
    this(container.id(), container.warnings(), end, outOfMemory, violations);
  }

  FinishedRun(
      String id, List<String> warnings, End end, boolean outOfMemory, List<Violation> violations) {
    super(end);
    this.id = id;
    this.warnings = List.copyOf(warnings);
    this.outOfMemory = outOfMemory;
    this.violations = List.copyOf(violations);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public boolean isOutOfMemory() {
    return outOfMemory;
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public List<Violation> violations() {
    return violations;
  }

  @Override
  public RunResult requireSuccess() {
    throwUnlessSuccess();
    return this;
  }

  @Override
  public String toString() {
    return "container "
        + Operation.shortId(id)
        + " "
        + exited()
        + (outOfMemory ? ", out of memory" : "");
  }
}
