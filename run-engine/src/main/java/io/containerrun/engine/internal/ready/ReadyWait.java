package io.containerrun.engine.internal.ready;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.LogQuery;
import io.containerrun.engine.NotReadyException;
import io.containerrun.engine.Output;
import io.containerrun.engine.internal.util.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Waits until one container is ready. Used by one thread. */
public final class ReadyWait {

  /** Time for the exit code of an exited container to arrive. */
  private static final Duration EXIT_CODE_LIMIT = Duration.ofSeconds(10);

  private static final int LAST_LINES = 20;
  private static final Duration LAST_LINES_LIMIT = Duration.ofSeconds(10);

  private final ContainerHandle container;
  private final Probe probe;
  private final Duration limit;
  private final CompletableFuture<Integer> exit;
  private final String operation;
  private final long start = System.nanoTime();

  private ReadyWait(
      ContainerHandle container, Probe probe, Duration limit, CompletableFuture<Integer> exit) {
    this.container = container;
    this.probe = probe;
    this.limit = limit;
    this.exit = exit;
    this.operation = "wait for container " + container;
  }

  /**
   * Waits until a probe of a container holds.
   *
   * @throws NotReadyException if the container exits first or the time is up
   */
  public static void on(ContainerHandle container, Probe.Factory probes, Duration limit) {
    CompletableFuture<Integer> exit = container.onExit();
    try (Probe probe = probes.on(container)) {
      new ReadyWait(container, probe, limit, exit).await();
    } finally {
      exit.cancel(false);
    }
  }

  private void await() {
    try {
      while (!holds()) {
        // The wait for the exit is the pause between two checks.
        CompletableFuture<Object> news = CompletableFuture.anyOf(exit, probe.news());
        Waiting.on(news, pause(), operation);
        if (exit.isDone()) {
          if (probe.heldUntilExit()) {
            return;
          }
          throw failure("exited with " + Waiting.on(exit, operation));
        }
        if (left().isZero()) {
          throw failure("took longer than " + limit.toMillis() + " ms");
        }
      }
    } catch (NeverReady never) {
      Optional<List<String>> lines = never.saysWhy() ? lastLines() : Optional.empty();
      throw new NotReadyException(never.problem(), waited(), lines);
    }
  }

  private boolean holds() {
    try {
      return probe.holds(left());
    } catch (ContainerRunException failure) {
      if (Thread.currentThread().isInterrupted()) {
        throw failure;
      }
      // The container may have exited meanwhile; then the exit decides.
      if (exit.isDone()
          || (!container.isRunning()
              && Waiting.on(exit, EXIT_CODE_LIMIT, "wait until ready").isPresent())) {
        return false;
      }
      throw failure;
    }
  }

  private Duration waited() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private Duration left() {
    Duration left = limit.minus(waited());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The pause before the next check: short at first, longer later, never past the limit. */
  private Duration pause() {
    long millis = Math.min(250, 20 + waited().toMillis() / 10);
    return Duration.ofMillis(Math.min(millis, 1 + MILLISECONDS.convert(left())));
  }

  private NotReadyException failure(String how) {
    Optional<List<String>> lines = lastLines();
    String problem = "container " + container + " " + how + " before it " + probe.missing();
    String gone = "; its output was removed with it; drop --rm to see it";
    NotReadyException failure =
        new NotReadyException(lines.isPresent() ? problem : problem + gone, waited(), lines);
    probe.cause().ifPresent(failure::causedBy);
    return failure;
  }

  /** The last lines of its log; empty if the log was removed with the container. */
  private Optional<List<String>> lastLines() {
    List<String> lines = new CopyOnWriteArrayList<>();
    try {
      Output output = Output.toLines(line -> lines.add(line));
      container.logs(LogQuery.standard().tail(LAST_LINES), output, LAST_LINES_LIMIT);
    } catch (ContainerRunException gone) {
      // The failure that led here is reported without the lines.
      return Optional.empty();
    }
    return Optional.of(List.copyOf(lines));
  }
}
