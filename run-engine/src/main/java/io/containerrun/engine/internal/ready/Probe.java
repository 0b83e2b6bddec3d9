package io.containerrun.engine.internal.ready;

import io.containerrun.engine.ContainerHandle;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Checks repeatedly whether one container is ready. Used by one thread. */
public interface Probe extends AutoCloseable {

  /** Creates a probe for a container. */
  @FunctionalInterface
  interface Factory {
    /** Creates a probe for this container. */
    Probe on(ContainerHandle container);
  }

  /**
   * Whether the container is ready.
   *
   * @param left the time that is left; a check takes little more than that
   * @throws NeverReady if it will not be ready
   */
  boolean holds(Duration left);

  /**
   * Whether the container, which has exited since the last check, had become ready. Depends only on
   * what it has left, never on how soon it was checked.
   */
  default boolean heldUntilExit() {
    return false;
  }

  /** Completes as soon as another check is worthwhile, even before the pause ends. */
  default CompletableFuture<?> news() {
    return new CompletableFuture<>();
  }

  /**
   * What a container that is not ready has not done, with the address that was tried and the last
   * response, such as {@code listened on 80 at 127.0.0.1:8080; the last attempt: …}.
   */
  String missing();

  /** The exception that the last check has ended with. */
  default Optional<Exception> cause() {
    return Optional.empty();
  }

  @Override
  default void close() {}
}
