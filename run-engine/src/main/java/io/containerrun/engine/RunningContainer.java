package io.containerrun.engine;

import io.containerrun.ContainerRun;
import io.containerrun.engine.internal.ExitWatch;
import io.containerrun.engine.internal.Launched;
import io.containerrun.engine.internal.Owned;
import io.containerrun.engine.internal.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A container that an {@link Engine} has started, as a handle that ends and removes it.
 *
 * <pre>{@code
 * try (RunningContainer web = engine.start(ContainerRun.of("nginx:1.27").publish(80))) {
 *   get("http://localhost:" + web.port(80));
 * } // stopped and removed
 * }</pre>
 *
 * <p>The container is this handle's until {@link #close}, which the end of the engine or of the
 * process does as well; {@link #leaveRunning} lets it go. May be shared between threads.
 *
 * @since 0.1.0
 */
public final class RunningContainer extends Container implements AutoCloseable {

  private static final Duration LAST_WORD = Duration.ofSeconds(1);

  private final Owned owned;
  private final Launched launched;
  private final ContainerRun run;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile ExitWatch exit;

  /** Empty where the engine made it up. */
  private volatile String name;

  private volatile boolean left;

  RunningContainer(EngineAccess engine, Owned owned, Launched launched, ContainerRun run) {
    super(engine, launched.id());
    this.owned = owned;
    this.launched = launched;
    this.run = run;
    this.exit = launched.exit();
    this.name = run.get(ContainerRun.NAME).orElse("");
  }

  @Override
  public String name() {
    return name.isEmpty() ? super.name() : name;
  }

  @Override
  public void rename(String name) {
    super.rename(name);
    this.name = name;
  }

  /** What the engine said when it made the container, such as limits that it cannot apply. */
  public List<String> warnings() {
    return launched.warnings();
  }

  /**
   * Waits until the container ends. An interrupt ends the waiting alone; the container goes on.
   *
   * @return the exit code; with a restart policy that of the first end since the handle started it
   */
  @Override
  public int waitFor() {
    return Waiting.on(exit.code(), "wait for container " + this);
  }

  /**
   * Waits until the container ends, for a time.
   *
   * @return whether it has ended
   */
  @Override
  public boolean waitFor(Duration limit) {
    return Waiting.on(exit.code(), limit, "wait for container " + this).isPresent();
  }

  /** Completes with the exit code when the container ends, on a thread of the engine. */
  @Override
  public CompletableFuture<Integer> onExit() {
    return exit.code().copy();
  }

  /** The exit code; empty while the container has not ended. */
  @Override
  public OptionalInt exitCode() {
    CompletableFuture<Integer> code = exit.code();
    return code.isDone() && !code.isCompletedExceptionally()
        ? OptionalInt.of(code.join())
        : OptionalInt.empty();
  }

  @Override
  public void start() {
    super.start();
    watchNextEnd();
  }

  @Override
  public void restart(Duration grace) {
    super.restart(grace);
    watchNextEnd();
  }

  /**
   * One that the engine removes on its end ends only once. Any other has told its last end, unless
   * it has been running all the time.
   */
  private void watchNextEnd() {
    if (!run.is(ContainerRun.REMOVE)
        && Waiting.on(settled(), LAST_WORD, "start " + this).isPresent()) {
      exit = ExitWatch.join(api(), id(), engine().threads());
    }
  }

  /** Lets the container go: closing this handle or the engine no longer ends or removes it. */
  public void leaveRunning() {
    left = true;
    owned.release(id());
  }

  /**
   * Ends the container at once and removes it with its anonymous volumes; returns when its name is
   * free. To let the program end by itself, {@link #stop()} first. A second call does nothing.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      if (!left) {
        owned.remove(id());
        Waiting.uninterrupted(this::awaitLastWord);
      }
    } finally {
      exit.close();
      launched.disconnect();
    }
  }

  @Override
  boolean hasTerminal() {
    return run.is(ContainerRun.TTY);
  }

  /** The exit code of what was just ended is on its way; whoever waits for it shall get it. */
  private void awaitLastWord() {
    Waiting.on(settled(), LAST_WORD, "close container " + this);
  }

  private CompletableFuture<Integer> settled() {
    return exit.code().exceptionally(unknown -> 0);
  }
}
