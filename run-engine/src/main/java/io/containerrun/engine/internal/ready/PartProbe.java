package io.containerrun.engine.internal.ready;

import io.containerrun.engine.ContainerHandle;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Checks one of several conditions, within its own limit. Used by one thread. */
final class PartProbe implements Probe {

  private final ContainerHandle container;
  private final Probe probe;
  private final Optional<Duration> limit;
  private long firstCheck;
  private boolean begun;
  private boolean held;

  PartProbe(Part part, ContainerHandle container) {
    this.container = container;
    this.probe = part.probes().on(container);
    this.limit = part.limit();
  }

  /** Checks it unless it has held before. */
  @Override
  public boolean holds(Duration left) {
    if (held) {
      return true;
    }
    if (!begun) {
      begun = true;
      firstCheck = System.nanoTime();
    }
    Duration own = limit.map(it -> it.minus(waited())).orElse(left);
    held = probe.holds(own.compareTo(left) < 0 ? own : left);
    if (!held && limit.isPresent() && waited().compareTo(limit.get()) >= 0) {
      throw NeverReady.failed(
          "container "
              + container
              + " took longer than "
              + limit.get().toMillis()
              + " ms before it "
              + probe.missing());
    }
    return held;
  }

  private Duration waited() {
    return Duration.ofNanos(System.nanoTime() - firstCheck);
  }

  @Override
  public boolean heldUntilExit() {
    held = held || probe.heldUntilExit();
    return held;
  }

  @Override
  public CompletableFuture<?> news() {
    return probe.news();
  }

  @Override
  public String missing() {
    return probe.missing();
  }

  @Override
  public Optional<Exception> cause() {
    return probe.cause();
  }

  @Override
  public void close() {
    probe.close();
  }
}
