package io.containerrun.engine.internal.handle;

import io.containerrun.engine.DetachedExec;
import io.containerrun.engine.internal.api.ExecApi;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** A command in the background. */
public record BackgroundExec(ExecApi api) implements DetachedExec {

  @Override
  public String id() {
    return api.id();
  }

  @Override
  public int waitFor() {
    return api.awaitExitCode(Optional.empty()).orElseThrow();
  }

  @Override
  public boolean waitFor(Duration limit) {
    return api.awaitExitCode(Optional.of(limit)).isPresent();
  }

  @Override
  public OptionalInt exitCode() {
    return api.exitCode();
  }

  @Override
  public void resize(int rows, int columns) {
    api.resize(rows, columns);
  }
}
