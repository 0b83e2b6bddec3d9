package io.containerrun.engine.internal.ready;

import static java.util.stream.Collectors.joining;

import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.internal.util.Nanos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Checks conditions until one of them holds. Used by one thread. */
public final class AnyProbe implements Probe {

  private final List<PartProbe> parts;
  private final List<NeverReady> failed = new ArrayList<>();

  /** Creates a probe for at least one condition. */
  public AnyProbe(ContainerHandle container, List<Part> parts) {
    this.parts = new ArrayList<>(parts.stream().map(it -> new PartProbe(it, container)).toList());
  }

  @Override
  public boolean holds(Duration left) {
    long end = System.nanoTime() + Nanos.of(left);
    for (PartProbe part : List.copyOf(parts)) {
      try {
        if (part.holds(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
          return true;
        }
      } catch (NeverReady never) {
        failed.add(never);
        parts.remove(part);
        part.close();
      }
    }
    if (parts.isEmpty()) {
      throw all();
    }
    return false;
  }

  /** The failure of all conditions. */
  private NeverReady all() {
    String problem = failed.stream().map(NeverReady::problem).collect(joining("; and "));
    return failed.stream().anyMatch(NeverReady::saysWhy)
        ? NeverReady.failed(problem)
        : NeverReady.unsuitable(problem);
  }

  @Override
  public boolean heldUntilExit() {
    return parts.stream().anyMatch(Probe::heldUntilExit);
  }

  @Override
  public CompletableFuture<?> news() {
    return CompletableFuture.anyOf(
        parts.stream().map(Probe::news).toArray(CompletableFuture<?>[]::new));
  }

  @Override
  public String missing() {
    return Stream.concat(
            parts.stream().map(Probe::missing),
            failed.stream().map(it -> "another condition failed: " + it.problem()))
        .collect(joining(", or "));
  }

  @Override
  public Optional<Exception> cause() {
    return parts.stream().flatMap(it -> it.cause().stream()).findFirst();
  }

  @Override
  public void close() {
    parts.forEach(Probe::close);
  }
}
