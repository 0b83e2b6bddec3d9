package io.containerrun.engine.internal.handle;

import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.LogQuery;
import io.containerrun.engine.Output;
import io.containerrun.engine.Subscription;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Follows the log of a container until a line matches. Used by one thread. */
public final class LogWatch implements Probe {

  private final ContainerHandle container;
  private final Pattern pattern;
  private final CompletableFuture<Boolean> found = new CompletableFuture<>();
  private @Nullable Subscription log;

  public LogWatch(ContainerHandle container, Pattern pattern) {
    this.container = container;
    this.pattern = pattern;
  }

  private void check(String line) {
    if (pattern.matcher(line).find()) {
      found.complete(true);
    }
  }

  @Override
  public boolean holds() {
    // The log ends when the container exits; it may have been restarted since.
    if (!found.isDone() && (log == null || log.await(Duration.ZERO))) {
      log = container.followLogs(LogQuery.standard(), Output.toLines(this::check));
    }
    return found.isDone();
  }

  @Override
  public CompletableFuture<Boolean> news() {
    return found;
  }

  @Override
  public void close() {
    if (log != null) {
      log.close();
    }
  }
}
