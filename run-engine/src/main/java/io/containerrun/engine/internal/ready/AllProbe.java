package io.containerrun.engine.internal.ready;

import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.internal.util.Nanos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Checks conditions one after another, each once those before it hold. Used by one thread.
 *
 * <p>The probe of a condition is created when its turn comes, so that none is left open if the next
 * cannot be created.
 */
public final class AllProbe implements Probe {

  private final ContainerHandle container;
  private final List<Part> parts;
  private final List<PartProbe> begun = new ArrayList<>();

  /** Creates a probe for at least one condition. */
  public AllProbe(ContainerHandle container, List<Part> parts) {
    this.container = container;
    this.parts = parts;
    begin();
  }

  private void begin() {
    begun.add(new PartProbe(parts.get(begun.size()), container));
  }

  private PartProbe current() {
    return begun.get(begun.size() - 1);
  }

  /** Whether there is another condition, whose turn it is now. */
  private boolean beginsNext() {
    if (begun.size() == parts.size()) {
      return false;
    }
    begin();
    return true;
  }

  @Override
  public boolean holds(Duration left) {
    long end = System.nanoTime() + Nanos.of(left);
    while (current().holds(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
      if (!beginsNext()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean heldUntilExit() {
    while (current().heldUntilExit()) {
      if (!beginsNext()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public CompletableFuture<?> news() {
    return current().news();
  }

  @Override
  public String missing() {
    return current().missing();
  }

  @Override
  public Optional<Exception> cause() {
    return current().cause();
  }

  @Override
  public void close() {
    begun.forEach(Probe::close);
  }
}
