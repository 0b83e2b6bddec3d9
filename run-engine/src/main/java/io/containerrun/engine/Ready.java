package io.containerrun.engine;

import io.containerrun.CheckReturnValue;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.handle.LogWatch;
import io.containerrun.engine.internal.handle.PortProbe;
import io.containerrun.engine.internal.handle.Probe;
import io.containerrun.engine.internal.handle.Probes;
import io.containerrun.engine.internal.util.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * The condition under which a container is ready.
 *
 * <pre>{@code
 * engine.start(web, Ready.http(80, "/health").timeout(Duration.ofSeconds(30)));
 * }</pre>
 *
 * <p>Immutable; may be used for many containers.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class Ready {

  /** Time for the exit code of an exited container to arrive. */
  private static final Duration EXIT_CODE_LIMIT = Duration.ofSeconds(10);

  private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(60);

  private final Probe.Factory probes;

  /** What a ready container has done, for messages. */
  private final String what;

  private final Duration limit;

  private Ready(Probe.Factory probes, String what, Duration limit) {
    this.probes = probes;
    this.what = what;
    this.limit = limit;
  }

  /** Ready when the health check passes. */
  public static Ready healthy() {
    return new Ready(container -> () -> Probes.healthy(container), "was healthy", DEFAULT_LIMIT);
  }

  /**
   * Ready when a TCP port accepts connections and does not drop them at once.
   *
   * @param port the port of the container; must be published
   */
  public static Ready port(int port) {
    return new Ready(
        container -> new PortProbe(container, port, Probes::open),
        "listened on " + port,
        DEFAULT_LIMIT);
  }

  /**
   * Ready when an HTTP GET gives a status below 400.
   *
   * @param port the port of the container; must be published
   * @param path starts with a slash
   * @throws IllegalArgumentException if the path does not start with a slash
   */
  public static Ready http(int port, String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException(
          "path '" + path + "' does not start with a slash: use /" + path);
    }
    return new Ready(
        container -> new PortProbe(container, port, address -> Probes.responds(address, path)),
        "responded on " + port + path,
        DEFAULT_LIMIT);
  }

  /**
   * Ready when the log has a line that contains a match of a pattern.
   *
   * @param pattern a regular expression
   * @throws java.util.regex.PatternSyntaxException if the expression is invalid
   */
  public static Ready log(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return new Ready(
        container -> new LogWatch(container, compiled),
        "wrote a line like " + pattern,
        DEFAULT_LIMIT);
  }

  /** Sets the longest wait; 60 seconds by default. */
  public Ready timeout(Duration limit) {
    return new Ready(probes, what, Objects.requireNonNull(limit, "limit"));
  }

  /**
   * Waits until a container is ready, as {@link ContainerHandle#awaitReady} does.
   *
   * @throws NotReadyException if the container exits first or the time is up; it stays as it is
   */
  public void await(ContainerHandle container) {
    CompletableFuture<Integer> exit = container.onExit();
    try (Probe probe = probes.on(container)) {
      await(container, probe, exit);
    } finally {
      exit.cancel(false);
    }
  }

  private void await(ContainerHandle container, Probe probe, CompletableFuture<Integer> exit) {
    String operation = "wait for container " + container;
    CompletableFuture<Object> news = CompletableFuture.anyOf(exit, probe.news());
    long start = System.nanoTime();
    Duration waited = Duration.ZERO;
    while (!holds(container, probe, exit)) {
      // The wait for the exit is the pause between two checks.
      Waiting.on(news, Probes.pause(waited, limit), operation);
      if (exit.isDone()) {
        int code = Waiting.on(exit, operation);
        throw failure(container, "exited with " + code, "", waited);
      }
      waited = Duration.ofNanos(System.nanoTime() - start);
      if (waited.compareTo(limit) >= 0) {
        String how = "took longer than " + limit.toMillis() + " ms";
        throw failure(container, how, probe.tried(), waited);
      }
    }
  }

  private static boolean holds(
      ContainerHandle container, Probe probe, CompletableFuture<Integer> exit) {
    try {
      return probe.holds();
    } catch (NotReadyException never) {
      throw never;
    } catch (ContainerRunException failure) {
      // The container may have exited meanwhile; then the exit is the failure to report.
      if (exit.isDone()
          || (!container.isRunning()
              && Waiting.on(exit, EXIT_CODE_LIMIT, "wait until ready").isPresent())) {
        return false;
      }
      throw failure;
    }
  }

  private NotReadyException failure(
      ContainerHandle container, String how, String tried, Duration waited) {
    Optional<List<String>> lines = Probes.lastLines(container);
    String problem = "container " + container + " " + how + " before it " + what + tried;
    String gone = "; its output was removed with it; drop --rm to see it";
    return new NotReadyException(lines.isPresent() ? problem : problem + gone, waited, lines);
  }
}
