package io.containerrun.engine;

import io.containerrun.ContainerRun;
import io.containerrun.Violation;
import io.containerrun.engine.internal.ExitWatch;
import io.containerrun.engine.internal.Launched;
import io.containerrun.engine.internal.Owned;
import io.containerrun.engine.internal.Waiting;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
  private final List<Violation> violations;
  private Optional<Session> session = Optional.empty();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile ExitWatch exit;

  /** Empty where the engine made it up. */
  private volatile String name;

  private volatile boolean left;

  RunningContainer(EngineAccess engine, Owned owned, Launched launched, PreparedRun ready) {
    super(engine, launched.id());
    this.owned = owned;
    this.launched = launched;
    this.run = ready.run();
    this.violations = ready.doubts();
    this.exit = launched.exit();
    this.name = run.get(ContainerRun.NAME).orElse("");
  }

  /** One whose streams have been attached since before its start. */
  RunningContainer(
      EngineAccess engine, Owned owned, Launched launched, PreparedRun ready, OutputPipes pipes) {
    this(engine, owned, launched, ready);
    this.session = launched.attachment().map(it -> Attaching.asStarted(this, run, it, pipes));
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
   * What was doubtful about the run on this engine before it was sent: the warnings of {@link
   * Engine#check}, without what is merely worth knowing.
   */
  public List<Violation> violations() {
    return violations;
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

  /**
   * Its streams, attached: since before its start if {@link Engine#open} started it, else since the
   * first call of this method, {@link #stdin()}, {@link #stdout()} or {@link #stderr()}. What was
   * written before that stands in {@link #logs()}.
   */
  public Session session() {
    synchronized (launched) {
      Session attached = session.orElseGet(this::attach);
      session = Optional.of(attached);
      return attached;
    }
  }

  /** The standard input of its {@link #session()}. */
  public OutputStream stdin() {
    return session().stdin();
  }

  /** The standard output of its {@link #session()}. */
  public InputStream stdout() {
    return session().stdout();
  }

  /** The standard error of its {@link #session()}. */
  public InputStream stderr() {
    return session().stderr();
  }

  /**
   * The same for code that expects a {@link Process}. The container stays this handle's: destroying
   * the process ends it, by {@code SIGTERM} or at once, and leaves its removal to {@link #close}.
   * It has no process id, no handle and no children.
   */
  public Process toProcess() {
    return new ContainerProcess(this);
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
      leaveSession();
      launched.disconnect();
    }
  }

  private void leaveSession() {
    synchronized (launched) {
      session.ifPresent(Session::detach);
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
