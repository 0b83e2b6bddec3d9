package io.containerrun.engine.internal.handle;

import io.containerrun.ContainerRun;
import io.containerrun.engine.internal.run.ExitWatch;
import io.containerrun.engine.internal.run.StartedContainer;
import io.containerrun.engine.internal.util.Waiting;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * The life of a container whose exit has been watched since before its start. Keeps its exit code
 * and its name. May be shared between threads.
 */
final class OwnedLife implements ContainerLife {

  private static final Duration EXIT_CODE_LIMIT = Duration.ofSeconds(1);

  private final EngineCore core;
  private final StartedContainer container;
  private final ContainerRun run;
  private volatile ExitWatch exit;
  private volatile boolean begun;

  /** Empty if the engine generated it. */
  private volatile String name;

  /**
   * Creates one.
   *
   * @param begun whether the container has been started
   */
  OwnedLife(EngineCore core, StartedContainer container, ContainerRun run, boolean begun) {
    this.core = core;
    this.container = container;
    this.run = run;
    this.exit = container.exit();
    this.begun = begun;
    this.name = run.get(ContainerRun.NAME).orElse("");
  }

  @Override
  public String name() {
    return name.isEmpty() ? core.containers().inspect(container.id()).name() : name;
  }

  @Override
  public void renamed(String name) {
    this.name = name;
  }

  @Override
  public boolean hasTerminal() {
    return run.is(ContainerRun.TTY);
  }

  @Override
  public CompletableFuture<Integer> onExit() {
    return exit.code().copy();
  }

  @Override
  public OptionalInt exitCode() {
    CompletableFuture<Integer> code = exit.code();
    return code.isDone() && !code.isCompletedExceptionally()
        ? OptionalInt.of(code.join())
        : OptionalInt.empty();
  }

  /** Whether this handle has started the container. */
  boolean isBegun() {
    return begun;
  }

  @Override
  public String remark() {
    return " (" + (name.isEmpty() ? "" : name + ", ") + run.image() + ")";
  }

  /** A first start that has failed may have been reported as an exit. */
  @Override
  public void starting() {
    if (!begun && exit.code().isDone()) {
      exit = core.launcher().join(container.id());
    }
  }

  /**
   * Watches the next exit; that of the first start is watched for already. A container that the
   * engine removes on exit exits only once; if any other has no exit code yet, it has been running
   * all the time.
   */
  @Override
  public void started() {
    boolean first = !begun;
    begun = true;
    if (!first
        && !run.is(ContainerRun.REMOVE)
        && Waiting.on(settled(), EXIT_CODE_LIMIT, "start " + container).isPresent()) {
      exit = core.launcher().join(container.id());
    }
  }

  /**
   * Waits for the exit code of a container that was just killed, so that others who wait get it.
   */
  void awaitExitCode() {
    Waiting.on(settled(), EXIT_CODE_LIMIT, "close container " + container);
  }

  /** Stops watching. */
  void close() {
    exit.close();
  }

  private CompletableFuture<Integer> settled() {
    return exit.code().exceptionally(unknown -> 0);
  }
}
