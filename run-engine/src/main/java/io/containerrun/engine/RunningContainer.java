package io.containerrun.engine;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.EngineApi;
import io.containerrun.engine.internal.Launched;
import io.containerrun.engine.internal.Owned;
import io.containerrun.engine.internal.Waiting;
import io.containerrun.engine.internal.connection.EngineAddress;
import io.containerrun.engine.internal.wire.ContainerDetails;
import io.containerrun.value.Signal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A container that an {@link Engine} has started, as a handle that speaks like {@link Process}.
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
public final class RunningContainer implements AutoCloseable {

  private static final Duration LAST_WORD = Duration.ofSeconds(1);

  private final EngineApi api;
  private final Owned owned;
  private final Launched launched;
  private final ContainerRun run;
  private final EngineAddress engine;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean left;

  RunningContainer(
      EngineApi api, Owned owned, Launched launched, ContainerRun run, EngineAddress engine) {
    this.api = api;
    this.owned = owned;
    this.launched = launched;
    this.run = run;
    this.engine = engine;
  }

  /** Its id, 64 hexadecimal digits. */
  public String id() {
    return launched.id();
  }

  /** Its name: the run's, or the one that the engine made up. */
  public String name() {
    return run.get(ContainerRun.NAME).orElseGet(() -> details().name());
  }

  /** What the engine said when it made the container, such as limits that it cannot apply. */
  public List<String> warnings() {
    return launched.warnings();
  }

  /**
   * Waits until the container ends. An interrupt ends the waiting alone; the container goes on.
   *
   * @return the exit code; with a restart policy that of the first end
   */
  public int waitFor() {
    return Waiting.on(launched.exit().code(), "wait for container " + this);
  }

  /**
   * Waits until the container ends, for a time.
   *
   * @return whether it has ended
   */
  public boolean waitFor(Duration limit) {
    return Waiting.on(launched.exit().code(), limit, "wait for container " + this).isPresent();
  }

  /** Completes with the exit code when the container ends, on a thread of the engine. */
  public CompletableFuture<Integer> onExit() {
    return launched.exit().code().copy();
  }

  /** The exit code; empty while the container has not ended. */
  public OptionalInt exitCode() {
    CompletableFuture<Integer> code = launched.exit().code();
    return code.isDone() && !code.isCompletedExceptionally()
        ? OptionalInt.of(code.join())
        : OptionalInt.empty();
  }

  /** Asks the engine whether the container runs now; one that was removed does not. */
  public boolean isRunning() {
    try {
      return details().running();
    } catch (EngineException failure) {
      if (failure.status().orElse(0) == 404) {
        return false;
      }
      throw failure;
    }
  }

  /**
   * The port of the engine's host at which a TCP port of the container is published.
   *
   * @param port the container's port
   * @throws ContainerRunException if it is not published
   */
  public int port(int port) {
    return address(port).getPort();
  }

  /**
   * Where a published TCP port of the container is reached from here: on this machine for an engine
   * behind a socket, else on the engine's host.
   *
   * @param port the container's port
   * @throws ContainerRunException if it is not published
   */
  public InetSocketAddress address(int port) {
    return PublishedAddress.of(details(), port, engine.publishedHost(), toString());
  }

  /**
   * What the container has written so far to both streams, in the order in which it came, up to 8
   * MiB; of more, the first and the last half.
   */
  public String logs() {
    return logReader().text();
  }

  /**
   * Passes on what the container has written so far, as the engine has kept it: the usual log
   * drivers keep text, but not binary output byte for byte.
   */
  public void logs(Output output) {
    logReader().passTo(Objects.requireNonNull(output, "output"));
  }

  private ContainerLogs logReader() {
    return new ContainerLogs(api, id(), run.is(ContainerRun.TTY));
  }

  /**
   * Asks the container to end, and ends it after its stop timeout, 10 seconds by default. One that
   * has ended, or is removed, stays as it is.
   */
  public void stop() {
    if (isRunning()) {
      stop(details().stopTimeout());
    }
  }

  /**
   * Asks the container to end by its stop signal, and ends it if it does not.
   *
   * @param grace how long it may take; counted in whole seconds, 0 ends it at once
   */
  public void stop(Duration grace) {
    api.stop(id(), grace);
  }

  /** Ends the container's main process at once. */
  public void kill() {
    kill(Signal.KILL);
  }

  /**
   * Sends a signal to the container's main process.
   *
   * @param signal such as {@link Signal#HUP}
   * @throws EngineException if the container does not run, or there is no such signal
   */
  public void kill(Signal signal) {
    api.kill(id(), signal.text());
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
      launched.disconnect();
    }
  }

  /** The short id. */
  @Override
  public String toString() {
    return id().substring(0, Math.min(12, id().length()));
  }

  /** What the engine knows about it now. */
  ContainerDetails details() {
    return api.inspect(id());
  }

  /** The exit code of what was just ended is on its way; whoever waits for it shall get it. */
  private void awaitLastWord() {
    CompletableFuture<Integer> settled = launched.exit().code().exceptionally(unknown -> 0);
    Waiting.on(settled, LAST_WORD, "close container " + this);
  }
}
