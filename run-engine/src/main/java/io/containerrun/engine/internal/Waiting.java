package io.containerrun.engine.internal;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.connection.Nanos;
import io.containerrun.engine.internal.stream.CallerStreamException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures and says in this library's exceptions what went wrong. */
public final class Waiting {

  private Waiting() {}

  /** The value, when it is there. */
  public static <T> T on(CompletableFuture<T> future, String operation) {
    try {
      return future.get();
    } catch (InterruptedException interrupt) {
      throw interrupted(operation, interrupt);
    } catch (ExecutionException failure) {
      throw rethrown(failure, operation);
    }
  }

  /** The value, if it is there in time. */
  public static <T> Optional<T> on(CompletableFuture<T> future, Duration limit, String operation) {
    try {
      return Optional.of(future.get(Nanos.of(limit), TimeUnit.NANOSECONDS));
    } catch (TimeoutException late) {
      return Optional.empty();
    } catch (InterruptedException interrupt) {
      throw interrupted(operation, interrupt);
    } catch (ExecutionException failure) {
      throw rethrown(failure, operation);
    }
  }

  /** Says what an interrupt has interrupted, if there was one, and restores it. */
  public static void requireUninterrupted(String operation) {
    if (Thread.interrupted()) {
      throw interrupted(operation, new InterruptedException());
    }
  }

  /** Restores the interrupt and says what it interrupted. */
  static ContainerRunException interrupted(String operation, InterruptedException interrupt) {
    Thread.currentThread().interrupt();
    return new ContainerRunException(operation + ": interrupted", interrupt);
  }

  /** Does what must be done also where the thread is interrupted: cleaning up. */
  public static void uninterrupted(Runnable work) {
    boolean interrupted = Thread.interrupted();
    try {
      work.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException rethrown(ExecutionException failure, String operation) {
    Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException unchecked) {
      return unchecked;
    }
    if (cause instanceof CallerStreamException callers) {
      return new ContainerRunException(operation + ": " + callers.getMessage(), callers.own());
    }
    if (cause instanceof IOException) {
      String words = Reason.of(cause);
      return new EngineException(operation + ": " + words, operation, 0, words).causedBy(cause);
    }
    return new ContainerRunException(operation + ": " + cause, cause);
  }
}
