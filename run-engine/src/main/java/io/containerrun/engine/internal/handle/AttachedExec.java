package io.containerrun.engine.internal.handle;

import io.containerrun.engine.InteractiveExec;
import io.containerrun.engine.Session;
import io.containerrun.engine.internal.api.ExecApi;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** A command with its streams attached. */
public record AttachedExec(ExecApi api, Session session) implements InteractiveExec {

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
  public void close() {
    session.close();
    api.close();
  }
}
