package io.containerrun.engine.internal.handle;

import io.containerrun.engine.DetachedExec;
import io.containerrun.engine.internal.api.ExecApi;

/** A handle on a command in the background. */
public final class BackgroundExec extends EngineExec implements DetachedExec {

  BackgroundExec(ExecApi api) {
    super(api);
  }

  @Override
  public void resize(int rows, int columns) {
    api.resize(rows, columns);
  }
}
