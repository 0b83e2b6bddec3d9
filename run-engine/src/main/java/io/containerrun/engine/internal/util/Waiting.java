package io.containerrun.engine.internal.util;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.EngineException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for futures and says in this library's exceptions what went wrong. */
public final class Waiting {

  private static final String INTERRUPTED = ": interrupted";

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
      return Optional.of(get(future, limit));
    } catch (TimeoutException late) {
      return Optional.empty();
    } catch (InterruptedException interrupt) {
      throw interrupted(operation, interrupt);
    } catch (ExecutionException failure) {
      throw rethrown(failure, operation);
    }
  }

  /**
   * Checks a condition again and again until it holds.
   *
   * @param pause between two checks
   * @param limit how long at most
   * @return whether it holds
   */
  public static boolean until(
      BooleanSupplier condition, Duration pause, Duration limit, String operation) {
    Supplier<Optional<Boolean>> check =
        () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty();
    return poll(check, pause, pause, limit, operation).isPresent();
  }

  /**
   * Asks for a value again and again until there is one, at first often.
   *
   * @param first the first pause; each one is twice as long as that before
   * @param longest the longest pause
   * @param limit how long at most
   * @return the value; empty if the time is up
   */
  public static <T> Optional<T> poll(
      Supplier<Optional<T>> source,
      Duration first,
      Duration longest,
      Duration limit,
      String operation) {
    long start = System.nanoTime();
    long pause = Nanos.of(first);
    Optional<T> value = source.get();
    while (value.isEmpty()) {
      long left = Nanos.of(limit) - (System.nanoTime() - start);
      if (left <= 0) {
        return value;
      }
      try {
        TimeUnit.NANOSECONDS.sleep(Math.min(pause, left));
      } catch (InterruptedException interrupt) {
        throw interrupted(operation, interrupt);
      }
      pause = Math.min(2 * pause, Nanos.of(longest));
      value = source.get();
    }
    return value;
  }

  /** Says what an interrupt has interrupted, if there was one, and restores it. */
  public static void requireUninterrupted(String operation) {
    if (Thread.interrupted()) {
      throw interrupted(operation, new InterruptedException());
    }
  }

  /** The value, if it is there in time. */
  static <T> T get(CompletableFuture<T> future, Duration limit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(Nanos.of(limit), TimeUnit.NANOSECONDS);
  }

  /** Restores the interrupt and says what it interrupted. */
  public static ContainerRunException interrupted(
      String operation, InterruptedException interrupt) {
    Thread.currentThread().interrupt();
    return interruption(operation, interrupt);
  }

  /** Says what an interrupt has ended, be it that of another thread. */
  static ContainerRunException interruption(String operation, InterruptedException interrupt) {
    return new ContainerRunException(operation + INTERRUPTED, interrupt);
  }

  /** What an interrupt has ended, where that is what happened; empty for any other failure. */
  static Optional<String> interruptedOperation(ContainerRunException failure) {
    String message = String.valueOf(failure.getMessage());
    return failure.getCause() instanceof InterruptedException && message.endsWith(INTERRUPTED)
        ? Optional.of(message.substring(0, message.length() - INTERRUPTED.length()))
        : Optional.empty();
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

  static RuntimeException rethrown(ExecutionException failure, String operation) {
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
