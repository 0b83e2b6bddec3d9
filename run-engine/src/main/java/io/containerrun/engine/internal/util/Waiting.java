package io.containerrun.engine.internal.util;

import io.containerrun.CallInterruptedException;
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

/** Waits for futures and conditions, and throws failures as exceptions of this library. */
public final class Waiting {

  private Waiting() {}

  /** Waits for the value. */
  public static <T> T on(CompletableFuture<T> future, String operation) {
    try {
      return future.get();
    } catch (InterruptedException interrupt) {
      throw interrupted(operation, interrupt);
    } catch (ExecutionException failure) {
      throw rethrown(failure, operation);
    }
  }

  /** Waits for the value up to a limit; empty if the limit passes first. */
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
   * Checks a condition repeatedly until it holds.
   *
   * @param pause between two checks
   * @param limit the longest wait
   * @return whether it holds
   */
  public static boolean until(
      BooleanSupplier condition, Duration pause, Duration limit, String operation) {
    Supplier<Optional<Boolean>> check =
        () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty();
    return poll(check, pause, pause, limit, operation).isPresent();
  }

  /**
   * Reads a value repeatedly until it is present.
   *
   * @param first the first pause; each further pause is twice as long
   * @param longest the longest pause
   * @param limit the longest wait
   * @return the value; empty if the limit passes first
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

  /** Throws if the thread is interrupted, and keeps its interrupt status. */
  public static void requireUninterrupted(String operation) {
    if (Thread.interrupted()) {
      throw interrupted(operation, new InterruptedException());
    }
  }

  /** Waits for the value up to a limit. */
  static <T> T get(CompletableFuture<T> future, Duration limit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(Nanos.of(limit), TimeUnit.NANOSECONDS);
  }

  /** Restores the interrupt status and returns the exception for the interrupted operation. */
  public static CallInterruptedException interrupted(
      String operation, InterruptedException interrupt) {
    Thread.currentThread().interrupt();
    return interruption(operation, interrupt);
  }

  /** The exception for an interrupted operation, which may be one of another thread. */
  static CallInterruptedException interruption(String operation, InterruptedException interrupt) {
    return new CallInterruptedException(operation, interrupt);
  }

  /** The operation that an interrupt has ended; empty for other failures. */
  static Optional<String> interruptedOperation(ContainerRunException failure) {
    return failure instanceof CallInterruptedException interrupted
        ? Optional.of(interrupted.operation())
        : Optional.empty();
  }

  /** Runs clean-up even if the thread is interrupted; restores the interrupt status afterwards. */
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
