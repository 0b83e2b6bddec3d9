package io.containerrun.engine.internal.handle;

import io.containerrun.engine.EngineException;
import io.containerrun.engine.RunningContainer;
import io.containerrun.value.Signal;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A container as a {@link Process}. It has no process id. */
final class ContainerProcess extends Process {

  private final RunningContainer container;
  private final CompletableFuture<Integer> exit;

  ContainerProcess(RunningContainer container) {
    this.container = container;
    this.exit = container.onExit();
  }

  @Override
  public OutputStream getOutputStream() {
    return container.stdin();
  }

  @Override
  public InputStream getInputStream() {
    return container.stdout();
  }

  @Override
  public InputStream getErrorStream() {
    return container.stderr();
  }

  @Override
  public int waitFor() throws InterruptedException {
    try {
      return exit.get();
    } catch (ExecutionException failure) {
      return container.waitFor(); // throws the failure
    }
  }

  @Override
  public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
    try {
      exit.get(timeout, unit);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (ExecutionException failure) {
      container.waitFor(); // throws the failure
      return true;
    }
  }

  @Override
  public int exitValue() {
    return container
        .exitCode()
        .orElseThrow(() -> new IllegalThreadStateException("container " + container + " runs"));
  }

  @Override
  public boolean isAlive() {
    return container.exitCode().isEmpty();
  }

  @Override
  public CompletableFuture<Process> onExit() {
    return exit.thenApply(code -> this);
  }

  @Override
  public boolean supportsNormalTermination() {
    return true;
  }

  @Override
  public void destroy() {
    signal(Signal.TERM);
  }

  @Override
  public Process destroyForcibly() {
    signal(Signal.KILL);
    return this;
  }

  private void signal(Signal signal) {
    try {
      if (isAlive()) {
        container.kill(signal);
      }
    } catch (EngineException failure) {
      // A container that has just exited or been removed cannot be signalled.
      boolean gone = failure.isNotFound() || failure.status().orElse(0) == 409;
      if (!gone) {
        throw failure;
      }
    }
  }

  @Override
  public String toString() {
    return "Process[container=" + container + "]";
  }
}
