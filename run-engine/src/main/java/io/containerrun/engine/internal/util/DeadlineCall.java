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

/** One call on a thread of the engine, while its caller waits for it. Used by one caller. */
final class DeadlineCall<T> {

  /** What is said of a call that was interrupted. */
  private interface Saying {
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
   * @param subject for messages, where nothing more is known
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
      throw nowhere();
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

  /** Interrupted, but nobody knows in what. */
  private ContainerRunException nowhere() {
    return Waiting.interruption(subject, new InterruptedException());
  }

  /**
   * Waits for the value. One that comes just when the time is up is taken: it is there.
   *
   * @param limit after which the call is given up
   * @param patience how long it may tidy up then before the caller goes on
   */
  T await(Duration limit, Duration patience) {
    try {
      // Only the end of the engine's threads interrupts one of them unasked.
      return value(limit, DeadlineCall::closed);
    } catch (TimeoutException late) {
      return givenUp(patience, (operation, ended) -> notDone(operation, limit, ended));
    } catch (InterruptedException interrupt) {
      try {
        return givenUp(patience, (operation, ended) -> ended);
      } finally {
        Thread.currentThread().interrupt();
      }
    }
  }

  private T givenUp(Duration patience, Saying saying) {
    giveUp();
    try {
      return value(patience, saying);
    } catch (TimeoutException stillTidyingUp) {
      throw saying.of(subject, nowhere());
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
      throw saying.of(subject, nowhere());
    }
  }

  private T value(Duration limit, Saying saying) throws InterruptedException, TimeoutException {
    try {
      return Waiting.get(result, limit);
    } catch (ExecutionException failure) {
      Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
      showCaller(cause);
      if (cause instanceof ContainerRunException ended) {
        Optional<String> interrupted = Waiting.interruptedOperation(ended);
        if (interrupted.isPresent()) {
          throw saying.of(interrupted.get(), ended);
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

  /** Puts the caller's frames where those of the engine's thread are. */
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
