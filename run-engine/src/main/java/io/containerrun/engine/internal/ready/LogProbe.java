package io.containerrun.engine.internal.ready;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.ContainerNotFoundException;
import io.containerrun.engine.LogQuery;
import io.containerrun.engine.Output;
import io.containerrun.engine.Subscription;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Follows the log of a container until enough lines match. Used by one thread. */
public final class LogProbe implements Probe {

  /** Time for the rest of the log of a container that has exited. */
  private static final Duration REST_LIMIT = Duration.ofSeconds(10);

  private final ContainerHandle container;
  private final Pattern pattern;
  private final int times;
  private final CompletableFuture<Boolean> found = new CompletableFuture<>();
  private final AtomicInteger lastCount = new AtomicInteger();
  private @Nullable Subscription log;

  /** Creates a probe for a number of lines. */
  public LogProbe(ContainerHandle container, Pattern pattern, int times) {
    this.container = container;
    this.pattern = pattern;
    this.times = times;
  }

  /** Counts from the start of the log, where each reading of it begins. */
  private Output lines() {
    AtomicInteger count = new AtomicInteger();
    return Output.toLines(
        line -> {
          if (!found.isDone() && pattern.matcher(line).find()) {
            lastCount.set(count.incrementAndGet());
            if (count.get() >= times) {
              found.complete(true);
            }
          }
        });
  }

  @Override
  public boolean holds(Duration left) {
    // The log ends when the container exits; it may have been restarted since.
    if (!found.isDone() && (log == null || log.await(Duration.ZERO))) {
      log = container.followLogs(LogQuery.standard(), lines());
    }
    return found.isDone();
  }

  @Override
  public boolean heldUntilExit() {
    Optional<ContainerRunException> broken = awaitEnd();
    if (!found.isDone()) {
      try {
        // Engines may end a followed log before its last lines, and it may never have begun.
        container.logs(LogQuery.standard(), lines(), REST_LIMIT);
      } catch (ContainerNotFoundException removed) {
        broken.ifPresent(removed::addSuppressed);
        return found.isDone();
      }
    }
    return found.isDone();
  }

  /** Waits for the end of the followed log; returns what it broke off with. */
  private Optional<ContainerRunException> awaitEnd() {
    try {
      if (!found.isDone() && log != null) {
        log.await(REST_LIMIT);
      }
      return Optional.empty();
    } catch (ContainerRunException broken) {
      return Optional.of(broken);
    }
  }

  @Override
  public CompletableFuture<?> news() {
    return found;
  }

  @Override
  public String missing() {
    if (times == 1) {
      return "wrote a line like " + pattern;
    }
    return "wrote " + times + " lines like " + pattern + "; it wrote " + lastCount.get();
  }

  @Override
  public void close() {
    if (log != null) {
      log.close();
    }
  }
}
