package io.containerrun.engine.internal.handle;

import io.containerrun.engine.ContainerHandle;
import java.util.concurrent.CompletableFuture;

/** Checks repeatedly whether one container is ready. Used by one thread. */
@FunctionalInterface
public interface Probe extends AutoCloseable {

  /** Creates a probe for a container. */
  @FunctionalInterface
  interface Factory {
    /** Creates a probe for this container. */
    Probe on(ContainerHandle container);
  }

  /** Whether the container is ready. */
  boolean holds();

  /** Completes as soon as another check is worthwhile, even before the pause ends. */
  default CompletableFuture<Boolean> news() {
    return new CompletableFuture<>();
  }

  /** What the last check has tried, as the end of a message; empty if it is obvious. */
  default String tried() {
    return "";
  }

  @Override
  default void close() {}
}
