package io.containerrun.engine;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.ArchiveCalls;
import io.containerrun.engine.internal.CallLimit;
import io.containerrun.engine.internal.EngineApi;
import io.containerrun.engine.internal.ExitWatch;
import io.containerrun.engine.internal.Waiting;
import io.containerrun.engine.internal.wire.ContainerDetails;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * A container that an {@link Engine} has, whoever made it, as a handle that speaks like {@link
 * Process}.
 *
 * <pre>{@code
 * Container web = engine.container("web");
 * web.kill(Signal.HUP);
 * System.out.println(web.logs());
 * }</pre>
 *
 * <p>The handle owns nothing: it holds no connection, has no end, and what becomes of the container
 * is not its matter. Its methods throw {@link ContainerNotFoundException} once the container has
 * been removed, and {@link EngineException} where the engine refuses or fails. May be shared
 * between threads.
 *
 * @since 0.1.0
 */
public sealed class Container
    implements ContainerControl, ContainerExec, ContainerFiles, ContainerInsight
    permits LimitedContainer, RunningContainer {

  private final EngineAccess engine;
  private final String id;

  Container(EngineAccess engine, String id) {
    this.engine = engine;
    this.id = id;
  }

  /** Its id, 64 hexadecimal digits. */
  public final String id() {
    return id;
  }

  /**
   * The same container, where each call takes no longer than a time as a whole; then it is given up
   * as by an interrupt, with an {@link EngineException} that names what was going on.
   *
   * <pre>{@code
   * byte[] report = container.within(Duration.ofSeconds(10)).read("/srv/report.pdf");
   * }</pre>
   *
   * <p>The engine may carry out all the same what it has been asked for, and a command goes on.
   * Limits that a call has itself count besides, and whichever is over first decides: {@code
   * waitFor(duration)} says that the container has not ended, or fails if this limit is over
   * before. What a call gives, such as a {@link Session} or a {@link Feed}, has no limit.
   *
   * @param limit more than zero
   */
  public Container within(Duration limit) {
    String subject = "call on container " + this;
    return new LimitedContainer(this, CallLimit.none(api(), engine.threads()).of(limit, subject));
  }

  /** Its name, which may change. */
  public String name() {
    return details().name();
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
   * Waits until the container ends. One that has ended is not waited for; one that has not been
   * started is waited for until it has run. An interrupt ends the waiting alone; the container goes
   * on.
   *
   * @return the exit code of its last run; with a restart policy that of the next end
   */
  public int waitFor() {
    try (ExitWatch exit = watch()) {
      return Waiting.on(exit.code(), "wait for container " + this);
    }
  }

  /**
   * Waits until the container ends, for a time.
   *
   * @return whether it has ended
   */
  public boolean waitFor(Duration limit) {
    try (ExitWatch exit = watch()) {
      return Waiting.on(exit.code(), limit, "wait for container " + this).isPresent();
    }
  }

  /**
   * Completes with the exit code when the container ends, on a thread of the engine. It holds a
   * connection to the engine until then, or until it is cancelled.
   */
  public CompletableFuture<Integer> onExit() {
    return watch().closedWithCode();
  }

  /** The exit code of its last run; empty while the container runs, or has not been started. */
  public OptionalInt exitCode() {
    ContainerDetails now = details();
    return now.ended() ? OptionalInt.of(now.exitCode()) : OptionalInt.empty();
  }

  /**
   * The port of the engine's host at which a TCP port of the container is published.
   *
   * @param port the container's port
   * @throws ContainerRunException if it is not published
   */
  public final int port(int port) {
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
    String host = engine.address().publishedHost();
    return PublishedAddress.of(details(), port, host, toString());
  }

  /**
   * Waits until the container is ready; it may be so already.
   *
   * @throws NotReadyException if it ends or the time is up before; it stays as it is
   */
  public void awaitReady(Ready ready) {
    ready.await(this);
  }

  /**
   * Waits until the container's health check passes.
   *
   * @param limit how long at most
   * @throws NotReadyException if it has no health check, if it ends or the time is up before
   */
  public final void awaitHealthy(Duration limit) {
    awaitReady(Ready.healthy().within(limit));
  }

  /** Attaches to its streams as {@link Attach#all()} says. */
  public final Session attach() {
    return attach(Attach.all());
  }

  /**
   * Attaches to its streams, as often as is wished: each session gets all output from its beginning
   * on, and all of them write to the same standard input.
   *
   * @param how which streams, and from when on; nothing but logs comes of a container that has
   *     ended
   */
  public Session attach(Attach how) {
    return Attaching.to(this, Objects.requireNonNull(how, "how"));
  }

  /** The short id. */
  @Override
  public final String toString() {
    return id.substring(0, Math.min(12, id.length()));
  }

  /** What the handle needs of its engine. */
  final EngineAccess engine() {
    return engine;
  }

  final EngineApi api() {
    return engine.api();
  }

  final ArchiveCalls archives() {
    return new ArchiveCalls(api(), engine.threads(), id);
  }

  /** What the engine knows about it now. */
  final ContainerDetails details() {
    return api().inspect(id);
  }

  /** Whether its output comes raw, in one stream. */
  boolean hasTerminal() {
    return details().terminal();
  }

  private ExitWatch watch() {
    return ExitWatch.join(api(), id, engine.threads());
  }
}
