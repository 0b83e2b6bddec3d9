package io.containerrun.engine.internal.handle;

import io.containerrun.ContainerRun;
import io.containerrun.Violation;
import io.containerrun.engine.Ready;
import io.containerrun.engine.RunningContainer;
import io.containerrun.engine.Session;
import io.containerrun.engine.internal.run.Creation;
import io.containerrun.engine.internal.run.PreparedRun;
import io.containerrun.engine.internal.run.StartedContainer;
import io.containerrun.engine.internal.stream.Attachment;
import io.containerrun.engine.internal.stream.OutputPipes;
import io.containerrun.engine.internal.util.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A handle that owns its container. */
public final class OwnedContainer extends EngineContainer implements RunningContainer {

  private final StartedContainer container;
  private final OwnedLife life;
  private final List<Violation> violations;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Guarded by the container. */
  private Optional<Session> session = Optional.empty();

  private final ContainerRun run;

  /** Whether this handle leaves the container to others, or to nobody. */
  private volatile boolean released;

  private OwnedContainer(
      EngineCore core, StartedContainer container, OwnedLife life, PreparedRun prepared) {
    super(CallScope.unlimited(core), container.id(), life);
    this.container = container;
    this.life = life;
    this.run = prepared.run();
    this.violations = prepared.doubts();
  }

  /** Creates a container without starting it. */
  public static OwnedContainer create(EngineCore core, Creation creation) {
    return of(core, core.launcher().created(creation), creation, false).settled(creation);
  }

  /** Starts a container without its streams. */
  public static OwnedContainer start(EngineCore core, Creation creation) {
    return started(core, creation).settled(creation);
  }

  /** Starts a container without its streams, and waits until it is ready. */
  public static OwnedContainer start(EngineCore core, Creation creation, Ready ready) {
    OwnedContainer container = started(core, creation);
    try {
      ready.await(container);
    } catch (RuntimeException | Error failure) {
      container.closeAfter(failure);
      throw failure;
    }
    return container.settled(creation);
  }

  /** Starts a container with its streams attached from the beginning. */
  public static OwnedContainer open(EngineCore core, Creation creation) {
    OutputPipes pipes = new OutputPipes();
    StartedContainer started = core.launcher().opened(creation, pipes);
    OwnedContainer opened = of(core, started, creation, true);
    opened.session =
        started.attachment().map(it -> Sessions.asStarted(opened, creation.run(), it, pipes));
    return opened.settled(creation);
  }

  private static OwnedContainer started(EngineCore core, Creation creation) {
    return of(core, core.launcher().detached(creation), creation, true);
  }

  private static OwnedContainer of(
      EngineCore core, StartedContainer container, Creation creation, boolean begun) {
    OwnedLife life = new OwnedLife(core, container, creation.run(), begun);
    return new OwnedContainer(core, container, life, creation.prepared());
  }

  /** From now on a container that is to be kept has no owner. */
  private OwnedContainer settled(Creation creation) {
    if (!creation.kept()) {
      return this;
    }
    try {
      core().launcher().reaper().keep(id());
    } catch (RuntimeException closed) {
      closeAfter(closed);
      throw closed;
    }
    released = true;
    return this;
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
      Session attached = session.orElseGet(this::attachNow);
      session = Optional.of(attached);
      return attached;
    }
  }

  private Session attachNow() {
    boolean fromTheStart = !life.isBegun() && !run.is(ContainerRun.DETACH);
    return fromTheStart ? scope().call(this::attachBeforeStart) : attach();
  }

  /** Attaches as {@link #open} does, so that no output is lost. */
  private Session attachBeforeStart() {
    OutputPipes pipes = new OutputPipes();
    CompletableFuture<Integer> exit = container.exit().code();
    Attachment attachment = core().launcher().attach(run, id(), pipes, exit);
    return Sessions.asStarted(this, run, attachment, pipes);
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
  private void closeAfter(Throwable failure) {
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
