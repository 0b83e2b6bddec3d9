package io.containerrun.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Follows the log of a container until a line is found in it. Used by one thread. */
final class LogWatch implements Ready.Look {

  private final Container container;
  private final Pattern pattern;
  private final CompletableFuture<Boolean> found = new CompletableFuture<>();
  private @Nullable Feed feed;

  LogWatch(Container container, Pattern pattern) {
    this.container = container;
    this.pattern = pattern;
  }

  private void look(String line) {
    if (pattern.matcher(line).find()) {
      found.complete(true);
    }
  }

  @Override
  public boolean holds() {
    // The log ends with the container, which may have been started again.
    if (!found.isDone() && (feed == null || feed.await(Duration.ZERO))) {
      feed = container.followLogs(LogQuery.all(), Output.toLines(this::look));
    }
    return found.isDone();
  }

  @Override
  public CompletableFuture<Boolean> news() {
    return found;
  }

  @Override
  public void close() {
    if (feed != null) {
      feed.close();
    }
  }
}
