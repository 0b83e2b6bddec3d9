package io.containerrun.engine.internal.run;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.ContainerNotFoundException;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.info.ContainerStatus;
import io.containerrun.engine.internal.api.ContainerApi;
import io.containerrun.engine.internal.api.ErrorMapper;
import io.containerrun.engine.internal.api.Operation;
import io.containerrun.engine.internal.http.StreamingResponse;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.WaitResponse;
import io.containerrun.engine.internal.util.Waiting;
import io.containerrun.value.RestartPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * Waits for the exit of one container. One thread reads the response, whose body comes when the
 * container has exited. May be shared between threads.
 */
public final class ExitWatch implements AutoCloseable {

  /**
   * The first version that can wait for the next exit, and sends the head of the response at once.
   */
  private static final ApiVersion OLDEST = new ApiVersion(1, 30);

  private final ContainerApi api;
  private final String id;
  private final StreamingResponse response;
  private final CompletableFuture<Integer> code = new CompletableFuture<>();

  /** Whether the container had not been started when it was inspected. */
  private final CompletableFuture<Boolean> unstarted = new CompletableFuture<>();

  /** Finds the exit code if a wait does not report it. */
  private final ExitCodes codes;

  /** Whether the container has a restart policy that may restart it at once. */
  private final boolean restarts;

  private volatile boolean closed;

  private ExitWatch(
      ContainerApi api, String id, StreamingResponse response, ExitCodes codes, boolean restarts) {
    this.api = api;
    this.id = id;
    this.response = response;
    this.codes = codes;
    this.restarts = restarts;
  }

  /**
   * Starts to watch a container that has not been started; returns once the engine is waiting.
   *
   * @param reader reads the response
   */
  static ExitWatch begin(
      ContainerApi api, String id, ContainerRun run, ExecutorService threads, Executor reader) {
    // "not-running" would be true at once: the container has not been started.
    String condition = run.is(ContainerRun.REMOVE) ? "removed" : "next-exit";
    boolean restarts = run.get(ContainerRun.RESTART).filter(RestartPolicy::restarts).isPresent();
    ExitCodes codes = new ExitCodes(api, threads);
    ExitWatch watch = begin(api, id, condition, codes, restarts, reader);
    watch.unstarted.complete(false);
    return watch;
  }

  private static ExitWatch begin(
      ContainerApi api,
      String id,
      String condition,
      ExitCodes codes,
      boolean restarts,
      Executor reader) {
    ExitWatch watch = new ExitWatch(api, id, api.waitFor(id, condition), codes, restarts);
    try {
      reader.execute(watch::read);
      return watch;
    } catch (RejectedExecutionException closed) {
      watch.close();
      throw new ContainerRunException("wait for container: the engine was closed", closed);
    }
  }

  /**
   * Starts to watch a container in any state. The exit code of an exited container is available at
   * once; a container that has not been started is waited for.
   */
  public static ExitWatch join(ContainerApi api, String id, ExecutorService threads) {
    requireWait(api);
    // Inspecting first and waiting then would wait for ever if the container exits in between.
    ExitWatch watch = begin(api, id, "next-exit", new ExitCodes(api, threads), false, threads);
    try {
      watch.inspect();
      return watch;
    } catch (RuntimeException | Error failure) {
      watch.close();
      throw failure;
    } finally {
      watch.unstarted.complete(false);
    }
  }

  private void inspect() {
    try {
      ContainerDetails now = api.inspect(id);
      if (now.state().status().hasEnded()) {
        int exitCode = now.state().exitCode().orElseThrow(() -> ErrorMapper.noExitCode(id));
        code.complete(exitCode);
        close();
      }
      boolean created = now.state().status() == ContainerStatus.CREATED;
      unstarted.complete(created && !now.config().removedOnExit());
    } catch (ContainerNotFoundException removed) {
      // Exited and removed meanwhile: the response to wait has the code.
      return;
    }
  }

  /**
   * Checks that the engine can wait without a race.
   *
   * @throws EngineException if the engine is too old
   */
  static void requireWait(ContainerApi api) {
    if (api.client().version().compareTo(OLDEST) < 0) {
      String words = "it has API " + api.client().version() + ", and runs need " + OLDEST;
      throw new EngineException(
          "the engine is too old: " + words + "; update it to Docker 17.06 or newer",
          "run",
          0,
          words);
    }
  }

  /** Completes with the exit code when the container has exited. */
  public CompletableFuture<Integer> code() {
    return code;
  }

  /** The exit code for callers who do not close the watch: cancelling the future closes it. */
  @SuppressWarnings("FutureReturnValueIgnored") // closing does not fail
  public CompletableFuture<Integer> closedWithCode() {
    CompletableFuture<Integer> copy = code.copy();
    copy.whenComplete((value, failure) -> close());
    return copy;
  }

  /** Stops waiting; does not affect the container. */
  @Override
  public void close() {
    closed = true;
    response.close();
  }

  private void read() {
    try {
      readOnce();
    } catch (RuntimeException | Error unexpected) {
      code.completeExceptionally(unexpected); // otherwise the future would never complete
    }
  }

  private void readOnce() {
    try (response) {
      settle(response);
    } catch (IOException | ContainerRunException broken) {
      readAgain(broken);
    }
  }

  /**
   * Waits once more: the engine may have been restarted, and the container may have exited or still
   * run.
   */
  private void readAgain(Exception first) {
    if (closed) {
      code.completeExceptionally(
          new ContainerRunException("the handle of container " + id + " was closed", first));
      return;
    }
    Operation operation = Operation.container("wait for container", id);
    try {
      Waiting.requireUninterrupted(
          operation.toString()); // an interrupt is not a failure of the engine
      settleAgain();
    } catch (IOException | ContainerRunException second) {
      second.addSuppressed(first);
      codes
          .find(id)
          .ifPresentOrElse(
              code::complete, () -> code.completeExceptionally(unknown(operation, second)));
    }
  }

  private static EngineException unknown(Operation operation, Exception cause) {
    String words = "its exit code is unknown: " + cause.getMessage();
    return new EngineException(operation + ": " + words, operation.name(), 0, words)
        .causedBy(cause);
  }

  private void settleAgain() throws IOException {
    String condition = unstarted.join() ? "next-exit" : "not-running";
    try (StreamingResponse again = api.waitFor(id, condition)) {
      settle(again);
    }
  }

  /**
   * The engine reports the exit code at the time it checks. A container that has been restarted by
   * then has none, which is reported as 0; the code of its first exit is in the events.
   */
  private int codeOfFirstExit() throws IOException {
    if (!restarts) {
      return 0;
    }
    return codes
        .ofFirstExit(id)
        .orElseThrow(
            () -> new IOException("the container has been restarted since its first exit"));
  }

  private void settle(StreamingResponse source) throws IOException {
    String body = new String(source.body().readAllBytes(), StandardCharsets.UTF_8);
    WaitResponse exited = WaitResponse.read(Json.read(body));
    Operation operation = Operation.container("wait for container", id);
    if (!exited.problem().isEmpty()) {
      code.completeExceptionally(ErrorMapper.of(operation, source.status(), exited.problem()));
      return;
    }
    int exitCode =
        exited.code().orElseThrow(() -> new IOException("the response has no exit code"));
    if (exitCode == 0 && unstarted.join() && !api.exists(id)) {
      // Engines report code 0 here, although no process has run.
      String words = "it was removed before it had run";
      code.completeExceptionally(
          new ContainerNotFoundException(operation + ": " + words, operation.name(), 404, words));
    } else {
      code.complete(exitCode == 0 ? codeOfFirstExit() : exitCode);
    }
  }
}
