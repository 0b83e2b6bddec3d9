package io.containerrun.engine.internal.run;

import java.util.concurrent.CompletableFuture;

/** Watches for the exit of one container. May be shared between threads. */
public sealed interface ExitWatch extends AutoCloseable permits WaitedExit, EventfulExit {

  /** Completes with the exit code when the container has exited. */
  CompletableFuture<Integer> code();

  /** The exit code for callers who do not close the watch: cancelling the future closes it. */
  @SuppressWarnings("FutureReturnValueIgnored") // closing does not fail
  default CompletableFuture<Integer> closedWithCode() {
    CompletableFuture<Integer> copy = code().copy();
    copy.whenComplete((value, failure) -> close());
    return copy;
  }

  /** Stops watching; does not affect the container. */
  @Override
  void close();
}
