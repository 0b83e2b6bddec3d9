package io.containerrun.engine.internal.handle;

import io.containerrun.engine.internal.api.ExecApi;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The common part of the handles on commands. */
abstract sealed class EngineExec permits AttachedExec, BackgroundExec {

  final ExecApi api;

  EngineExec(ExecApi api) {
    this.api = api;
  }

  public final String id() {
    return api.id();
  }

  public final int waitFor() {
    return api.awaitExitCode(Optional.empty()).orElseThrow();
  }

  public final boolean waitFor(Duration limit) {
    return api.awaitExitCode(Optional.of(limit)).isPresent();
  }

  public final OptionalInt exitCode() {
    return api.exitCode();
  }
}
