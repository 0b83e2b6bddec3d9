package io.containerrun.engine.internal.handle;

import io.containerrun.engine.ExecResult;

/** The result of a command. */
public final class FinishedExec extends FinishedProgram implements ExecResult {

  private final String container;

  FinishedExec(String container, End end) {
    super(end);
    this.container = container;
  }

  @Override
  public ExecResult requireSuccess() {
    throwUnlessSuccess();
    return this;
  }

  @Override
  public String toString() {
    return "exec in container " + container + " " + exited();
  }
}
