package io.containerrun.engine;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * When a container counts as ready.
 *
 * <pre>{@code
 * engine.start(web, Ready.http(80, "/health").within(Duration.ofSeconds(30)));
 * }</pre>
 *
 * <p>A value; may be shared between threads.
 *
 * @since 0.1.0
 */
public final class Ready {

  /** Looks at one container, again and again. */
  interface Look extends AutoCloseable {
    boolean holds();

    /** Completes when it is worth to look before the next pause is over. */
    default CompletableFuture<Boolean> news() {
      return new CompletableFuture<>();
    }

    @Override
    default void close() {}
  }

  private interface Probe {
    Look at(Container container);
  }

  /** The exit code of one that has ended is on its way. */
  private static final Duration LAST_WORD = Duration.ofSeconds(10);

  private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(60);

  private final Probe probe;

  /** What it has done once it is ready. */
  private final String what;

  private final Duration limit;

  private Ready(Probe probe, String what, Duration limit) {
    this.probe = probe;
    this.what = what;
    this.limit = limit;
  }

  /** When its health check passes. */
  public static Ready healthy() {
    return new Ready(container -> () -> Probes.healthy(container), "was healthy", DEFAULT_LIMIT);
  }

  /**
   * When a TCP port takes connections and does not drop them at once.
   *
   * @param port the container's port, which the run publishes
   */
  public static Ready port(int port) {
    return new Ready(
        container -> () -> Probes.open(container.address(port)),
        "listened on " + port,
        DEFAULT_LIMIT);
  }

  /**
   * When it answers a GET with a status below 400.
   *
   * @param port the container's port, which the run publishes
   * @param path with a slash in front
   */
  public static Ready http(int port, String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path '" + path + "' has no slash in front: use /" + path);
    }
    return new Ready(
        container -> () -> Probes.answers(container.address(port), path),
        "answered on " + port + path,
        DEFAULT_LIMIT);
  }

  /**
   * When it has written a line in which a pattern is found.
   *
   * @param pattern a regular expression
   */
  public static Ready log(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return new Ready(
        container -> new LogWatch(container, compiled),
        "wrote a line like " + pattern,
        DEFAULT_LIMIT);
  }

  /** The same, with a limit of time in place of 60 seconds. */
  public Ready within(Duration most) {
    return new Ready(probe, what, Objects.requireNonNull(most, "most"));
  }

  void await(Container container) {
    CompletableFuture<Integer> exit = container.onExit();
    try (Look look = probe.at(container)) {
      await(container, look, exit);
    } finally {
      exit.cancel(false);
    }
  }

  private void await(Container container, Look look, CompletableFuture<Integer> exit) {
    String operation = "wait for container " + container;
    CompletableFuture<Object> news = CompletableFuture.anyOf(exit, look.news());
    long start = System.nanoTime();
    Duration waited = Duration.ZERO;
    while (!holds(container, look, exit)) {
      // Waiting for the end is the pause between two looks.
      Waiting.on(news, Probes.pause(waited, limit), operation);
      if (exit.isDone()) {
        int code = Waiting.on(exit, operation);
        throw failure(container, "exited with " + code, waited);
      }
      waited = Duration.ofNanos(System.nanoTime() - start);
      if (waited.compareTo(limit) >= 0) {
        throw failure(container, "took longer than " + limit.toMillis() + " ms", waited);
      }
    }
  }

  private static boolean holds(Container container, Look look, CompletableFuture<Integer> exit) {
    try {
      return look.holds();
    } catch (NotReadyException never) {
      throw never;
    } catch (ContainerRunException failure) {
      // It may have ended in between: then that is the news.
      if (exit.isDone()
          || (!container.isRunning()
              && Waiting.on(exit, LAST_WORD, "wait until ready").isPresent())) {
        return false;
      }
      throw failure;
    }
  }

  private NotReadyException failure(Container container, String how, Duration waited) {
    Optional<List<String>> lines = Probes.lastLines(container);
    String problem = "container " + container + " " + how + " before it " + what;
    String gone = "; what it wrote was removed with it: leave out --rm to see it";
    return new NotReadyException(lines.isPresent() ? problem : problem + gone, waited, lines);
  }
}
