package io.containerrun.engine.internal.run;

import io.containerrun.CallInterruptedException;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.api.Labels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A create request without a response yet: the object may exist, but its id is not known. Closing
 * it ends the wait in {@link Reapers#close}. Used by one thread.
 */
public final class PendingCreate implements AutoCloseable {

  private final Reaper reaper;
  private final String mark;
  private final String name;
  private final boolean kept;
  private boolean refused;
  private boolean abandoned;
  private boolean created;

  PendingCreate(Reaper reaper, String mark, String name, boolean kept) {
    this.reaper = reaper;
    this.mark = mark;
    this.name = name;
    this.kept = kept;
  }

  /** The value of the object's label. */
  String mark() {
    return mark;
  }

  /** The name that the object is to have; empty if the engine generates it. */
  String name() {
    return name;
  }

  /** The labels of the object. */
  public Map<String, String> labels() {
    return labels(mark, kept);
  }

  static Map<String, String> labels(String mark, boolean kept) {
    Owner owner = Owner.current();
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(Labels.SESSION, Labels.THIS_SESSION);
    labels.put(Labels.RUN, mark);
    labels.put(Labels.OWNER, owner.account());
    labels.put(Labels.PROCESS, owner.process());
    if (kept) {
      labels.put(Labels.KEPT, "true");
    }
    return labels;
  }

  /** Records that the object has not been created and will not be. */
  public void refused() {
    refused = true;
  }

  /** Records that the object exists; the reaper owns it from now on. */
  public void created(String id) {
    created = true;
    reaper.add(id, mark, name);
  }

  /**
   * Gives the create up after a failure, unless it was refused: an object that the engine creates
   * later is removed.
   *
   * @return the failure, with the label by which the object can be found
   */
  ContainerRunException failed(ContainerRunException failure) {
    if (refused) {
      return failure;
    }
    abandon(false);
    return named(failure);
  }

  /**
   * Has the object removed if the engine creates it later.
   *
   * @param replaced whether another request has been sent instead, so that it probably never comes
   */
  void abandon(boolean replaced) {
    abandoned = true;
    reaper.abandon(this, replaced);
  }

  /** The label, as {@code docker ps --filter label=…} takes it. */
  String label() {
    return Labels.RUN + "=" + mark;
  }

  private ContainerRunException named(ContainerRunException failure) {
    String message = String.valueOf(failure.getMessage());
    Optional<Throwable> cause = Optional.ofNullable(failure.getCause());
    if (failure instanceof CallInterruptedException interrupted
        && cause.orElse(failure) instanceof InterruptedException interrupt) {
      String operation = interrupted.operation() + " (label " + label() + ")";
      return new CallInterruptedException(operation, interrupt);
    }
    String words = "; if the engine still creates it, it has the label " + label();
    if (failure.getClass() != EngineException.class) {
      failure.addSuppressed(
          new ContainerRunException(reaper.kind() + " given up" + words, failure));
      return failure;
    }
    EngineException engine = (EngineException) failure;
    return new EngineException(
            message + words, engine.operation(), engine.status().orElse(0), engine.engineMessage())
        .causedBy(cause.orElse(failure));
  }

  @Override
  public void close() {
    if (!abandoned && !created) {
      reaper.forget(mark);
    }
    reaper.settle(mark);
  }
}
