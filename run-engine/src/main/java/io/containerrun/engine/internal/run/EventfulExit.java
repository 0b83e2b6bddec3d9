package io.containerrun.engine.internal.run;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.ContainerNotFoundException;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.info.ContainerStatus;
import io.containerrun.engine.internal.api.Operation;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** Watches for the exit of one container by the events of its engine. */
final class EventfulExit implements ExitWatch {

  private final ExitEvents events;
  private final String id;
  private final boolean removal;
  private final CompletableFuture<Integer> code;

  /** The exit code of a container whose removal is awaited; guarded by this. */
  private OptionalInt exited = OptionalInt.empty();

  /** When the watched run of the container was started, as inspect reports it; guarded by this. */
  private Optional<Instant> started;

  /** The event of that start, which comes a moment later; guarded by this. */
  private Optional<Instant> begun = Optional.empty();

  /**
   * Creates one.
   *
   * @param removal whether the engine removes the container on exit, which is awaited
   * @param started when the container was last started; empty if it has not been
   * @param code completed with the exit code
   */
  EventfulExit(
      ExitEvents events,
      String id,
      boolean removal,
      Optional<Instant> started,
      CompletableFuture<Integer> code) {
    this.events = events;
    this.id = id;
    this.removal = removal;
    this.started = started;
    this.code = code;
  }

  String id() {
    return id;
  }

  @Override
  public CompletableFuture<Integer> code() {
    return code;
  }

  /** Takes the event that the container has been started. */
  synchronized void begun(Instant time) {
    begun = begun.or(() -> Optional.of(time));
  }

  /** Takes the event that the container has exited; one of an earlier run may come late. */
  synchronized void died(int exitCode, Instant time) {
    if (started.filter(time::isBefore).isEmpty()) {
      ended(exitCode);
    }
  }

  private void ended(int exitCode) {
    exited = OptionalInt.of(exited.orElse(exitCode));
    if (!removal) {
      finish();
    }
  }

  /** Takes the event that the container has been removed. */
  synchronized void removed(ExitCodes codes) {
    exited = exited.isPresent() ? exited : codes.ofLastRun(id, started);
    if (exited.isPresent()) {
      finish();
    } else if (started.isPresent() || begun.isPresent()) {
      unknown();
    } else {
      Operation operation = operation();
      String words = "it was removed before it had run";
      fail(new ContainerNotFoundException(operation + ": " + words, operation.name(), 404, words));
    }
  }

  private void finish() {
    code.complete(exited.getAsInt());
    events.forget(this);
  }

  void fail(RuntimeException why) {
    code.completeExceptionally(why);
    events.forget(this);
  }

  /** Takes the state of the container after events may have been missed. */
  synchronized void check(Optional<ContainerDetails> now, ExitCodes codes) {
    if (now.isEmpty()) {
      removed(codes);
      return;
    }
    ContainerStatus status = now.get().state().status();
    Optional<Instant> latest = now.get().state().started();
    if (status == ContainerStatus.RESTARTING || latest.filter(this::isLaterRun).isPresent()) {
      missed(codes.ofLastRun(id, started));
      return;
    }
    started = latest;
    if (status.hasEnded()) {
      missed(codes.ofEnded(id, now));
    }
  }

  private boolean isLaterRun(Instant latest) {
    return started.isPresent()
        ? !started.get().equals(latest)
        : begun.filter(latest::isAfter).isPresent();
  }

  private void missed(OptionalInt found) {
    if (found.isPresent()) {
      ended(found.getAsInt());
    } else {
      unknown();
    }
  }

  private void unknown() {
    Operation operation = operation();
    String words = "its exit code is unknown: the engine has not kept it";
    fail(new EngineException(operation + ": " + words, operation.name(), 0, words));
  }

  private Operation operation() {
    return Operation.container("wait for container", id);
  }

  @Override
  public void close() {
    fail(new ContainerRunException("the handle of container " + id + " was closed"));
  }
}
