package io.containerrun.engine.internal.util;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.EngineException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One call on a thread of the engine, for which its caller waits. Used by one caller. */
final class DeadlineCall<T> {

  /** Creates the exception for an interrupted call. */
  private interface Explanation {
    ContainerRunException of(String operation, ContainerRunException interrupted);
  }

  private final Supplier<T> work;
  private final String subject;
  private final CompletableFuture<T> result = new CompletableFuture<>();

  // Both guarded by this.
  private @Nullable Thread thread;
  private boolean givenUp;

  /**
   * Creates one.
   *
   * @param subject for the message if the operation in progress is not known
   */
  DeadlineCall(Supplier<T> work, String subject) {
    this.work = work;
    this.subject = subject;
  }

  DeadlineCall<T> begin(ExecutorService threads) {
    try {
      threads.execute(this::work);
      return this;
    } catch (RejectedExecutionException closed) {
      throw closed(subject, closed);
    }
  }

  private void work() {
    try {
      enter();
      result.complete(work.get());
    } catch (Throwable failure) {
      result.completeExceptionally(failure);
    } finally {
      leave();
    }
  }

  private synchronized void enter() {
    if (givenUp) {
      throw interruption();
    }
    thread = Thread.currentThread();
  }

  private synchronized void leave() {
    thread = null;
  }

  private synchronized void giveUp() {
    givenUp = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** An interruption without a known operation. */
  private ContainerRunException interruption() {
    return Waiting.interruption(subject, new InterruptedException());
  }

  /**
   * Waits for the value. A value that arrives just when the time is up is returned.
   *
   * @param limit after which the call is given up
   * @param cleanUp how long to wait then for its clean-up
   */
  T await(Duration limit, Duration cleanUp) {
    try {
      // Otherwise only closing the engine interrupts its threads.
      return value(limit, DeadlineCall::closed);
    } catch (TimeoutException late) {
      return givenUp(cleanUp, (operation, ended) -> notDone(operation, limit, ended));
    } catch (InterruptedException interrupt) {
      try {
        return givenUp(cleanUp, (operation, ended) -> ended);
      } finally {
        Thread.currentThread().interrupt();
      }
    }
  }

  private T givenUp(Duration cleanUp, Explanation explanation) {
    giveUp();
    try {
      return value(cleanUp, explanation);
    } catch (TimeoutException stillCleaningUp) {
      throw explanation.of(subject, interruption());
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
      throw explanation.of(subject, interruption());
    }
  }

  private T value(Duration limit, Explanation explanation)
      throws InterruptedException, TimeoutException {
    try {
      return Waiting.get(result, limit);
    } catch (ExecutionException failure) {
      Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
      showCaller(cause);
      if (cause instanceof ContainerRunException ended) {
        Optional<String> interrupted = Waiting.interruptedOperation(ended);
        if (interrupted.isPresent()) {
          throw explanation.of(interrupted.get(), ended);
        }
      }
      throw Waiting.rethrown(failure, subject);
    }
  }

  private static ContainerRunException closed(String operation, Exception cause) {
    return new ContainerRunException(operation + ": the engine was closed", cause);
  }

  private static EngineException notDone(String operation, Duration limit, Exception cause) {
    String words = "not done within " + limit.toMillis() + " ms; given up";
    return new EngineException(operation + ": " + words, operation, 0, words).causedBy(cause);
  }

  /** Replaces the frames of the engine's thread in a stack trace by those of the caller. */
  private static void showCaller(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    for (int i = 0; i < trace.length; i++) {
      if (trace[i].getClassName().equals(DeadlineCall.class.getName())) {
        Stream<StackTraceElement> callers = Stream.of(new Throwable().getStackTrace());
        failure.setStackTrace(
            Stream.concat(Stream.of(trace).limit(i), callers).toArray(StackTraceElement[]::new));
        return;
      }
    }
  }
}
