package io.containerrun.engine.internal.handle;

import io.containerrun.engine.InteractiveExec;
import io.containerrun.engine.Session;
import io.containerrun.engine.internal.api.ExecApi;

/** A handle on a command with its streams attached. */
public final class AttachedExec extends EngineExec implements InteractiveExec {

  private final Session session;

  AttachedExec(ExecApi api, Session session) {
    super(api);
    this.session = session;
  }

  @Override
  public Session session() {
    return session;
  }

  @Override
  public void close() {
    session.close();
    api.close();
  }
}
