package io.containerrun.engine.internal.handle;

import io.containerrun.engine.ContainerHandle;
import java.util.concurrent.CompletableFuture;

/** Checks one container again and again. Used by one thread. */
@FunctionalInterface
public interface Probe extends AutoCloseable {

  /** Starts to check a container. */
  @FunctionalInterface
  interface Factory {
    /** A probe of this container. */
    Probe on(ContainerHandle container);
  }

  /** Whether the container is ready. */
  boolean holds();

  /** Completes as soon as another check is worthwhile, even before the pause ends. */
  default CompletableFuture<Boolean> news() {
    return new CompletableFuture<>();
  }

  @Override
  default void close() {}
}
