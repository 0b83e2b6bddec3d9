package io.containerrun.engine.internal.handle;

import io.containerrun.Violation;
import io.containerrun.engine.RunningContainer;
import io.containerrun.engine.Session;
import io.containerrun.engine.internal.run.PreparedRun;
import io.containerrun.engine.internal.run.StartedContainer;
import io.containerrun.engine.internal.stream.OutputPipes;
import io.containerrun.engine.internal.util.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A handle that owns its container. */
public final class OwnedContainer extends EngineContainer implements RunningContainer {

  private final StartedContainer container;
  private final OwnedLife life;
  private final List<Violation> violations;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Guarded by the container. */
  private Optional<Session> session = Optional.empty();

  private volatile boolean released;

  private OwnedContainer(
      EngineCore core, StartedContainer container, OwnedLife life, List<Violation> violations) {
    super(CallScope.unlimited(core), container.id(), life);
    this.container = container;
    this.life = life;
    this.violations = violations;
  }

  /** Starts a container without its streams. */
  public static OwnedContainer start(EngineCore core, PreparedRun ready) {
    return of(core, core.launcher().detached(ready.run()), ready);
  }

  /** Starts a container with its streams attached from the beginning. */
  public static OwnedContainer open(EngineCore core, PreparedRun ready) {
    OutputPipes pipes = new OutputPipes();
    StartedContainer started = core.launcher().opened(ready.run(), pipes);
    OwnedContainer opened = of(core, started, ready);
    opened.session =
        started.attachment().map(it -> Sessions.asStarted(opened, ready.run(), it, pipes));
    return opened;
  }

  private static OwnedContainer of(EngineCore core, StartedContainer started, PreparedRun ready) {
    OwnedLife life = new OwnedLife(core, started, ready.run());
    return new OwnedContainer(core, started, life, ready.doubts());
  }

  @Override
  public List<String> warnings() {
    return container.warnings();
  }

  @Override
  public List<Violation> violations() {
    return violations;
  }

  @Override
  public Session session() {
    synchronized (container) {
      Session attached = session.orElseGet(this::attach);
      session = Optional.of(attached);
      return attached;
    }
  }

  @Override
  public Process toProcess() {
    return new ContainerProcess(this);
  }

  @Override
  public void release() {
    released = true;
    var unused = core().launcher().reaper().release(id(), true);
  }

  /**
   * Removes the container after a failure; a failure of the removal is only added as suppressed.
   */
  public void closeAfter(Throwable failure) {
    core().launcher().reaper().removeAfter(failure, id());
    released = true; // closing the engine removes it if that has failed
    close();
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      if (!released) {
        core().launcher().reaper().remove(id());
        Waiting.uninterrupted(life::awaitExitCode);
      }
    } finally {
      life.close();
      detachSession();
      container.disconnect();
    }
  }

  private void detachSession() {
    synchronized (container) {
      session.ifPresent(Session::detach);
    }
  }
}
