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
 * Waits for the end of one container. One thread reads the engine's answer; it comes when the
 * container has ended. May be shared between threads.
 */
public final class ExitWatch implements AutoCloseable {

  /** The first that can wait for an end that has yet to come, and says that it does. */
  private static final ApiVersion OLDEST = new ApiVersion(1, 30);

  private final ContainerApi api;
  private final String id;
  private final StreamingResponse answer;
  private final CompletableFuture<Integer> code = new CompletableFuture<>();

  /** Whether the container had not been started yet when it was looked at, and may stay so. */
  private final CompletableFuture<Boolean> unstarted = new CompletableFuture<>();

  /** Finds the code where a wait does not tell it. */
  private final ExitCodes codes;

  /** Whether the container may run again at once. */
  private final boolean restarts;

  private volatile boolean closed;

  private ExitWatch(
      ContainerApi api, String id, StreamingResponse answer, ExitCodes codes, boolean restarts) {
    this.api = api;
    this.id = id;
    this.answer = answer;
    this.codes = codes;
    this.restarts = restarts;
  }

  /**
   * Begins before the start; returns once the engine is known to watch.
   *
   * @param reader reads the engine's answer
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
   * Begins on a container in any state. The code of one that has ended is there at once; one that
   * has not been started is waited for.
   */
  public static ExitWatch join(ContainerApi api, String id, ExecutorService threads) {
    refuseOldEngine(api);
    // Looking first and waiting then would wait for ever where it ends in between.
    ExitWatch watch = begin(api, id, "next-exit", new ExitCodes(api, threads), false, threads);
    try {
      watch.look();
      return watch;
    } catch (RuntimeException | Error failure) {
      watch.close();
      throw failure;
    } finally {
      watch.unstarted.complete(false);
    }
  }

  private void look() {
    try {
      ContainerDetails now = api.inspect(id);
      if (now.state().status().hasEnded()) {
        int told = now.state().exitCode().orElseThrow(() -> ErrorMapper.noExitCode(id));
        code.complete(told);
        close();
      }
      boolean created = now.state().status() == ContainerStatus.CREATED;
      unstarted.complete(created && !now.config().removedOnExit());
    } catch (ContainerNotFoundException removed) {
      // It has ended and was removed while we watched: the code is on its way.
      return;
    }
  }

  /**
   * Refuses engines that cannot wait without a race.
   *
   * @throws EngineException if the engine is too old
   */
  static void refuseOldEngine(ContainerApi api) {
    if (api.client().version().compareTo(OLDEST) < 0) {
      String words = "it speaks API " + api.client().version() + ", but this needs " + OLDEST;
      throw new EngineException(
          "the engine is too old: " + words + "; update it to Docker 17.06 or newer",
          "run",
          0,
          words);
    }
  }

  /** The exit code, when the container has ended. */
  public CompletableFuture<Integer> code() {
    return code;
  }

  /** The exit code for a caller who does not close the watch: cancelling it does that. */
  @SuppressWarnings("FutureReturnValueIgnored") // closing fails nobody
  public CompletableFuture<Integer> closedWithCode() {
    CompletableFuture<Integer> copy = code.copy();
    copy.whenComplete((value, failure) -> close());
    return copy;
  }

  /** Stops waiting; the container goes on. */
  @Override
  public void close() {
    closed = true;
    answer.close();
  }

  private void read() {
    try {
      readOnce();
    } catch (RuntimeException | Error unexpected) {
      code.completeExceptionally(unexpected); // or whoever waits would wait for ever
    }
  }

  private void readOnce() {
    try (answer) {
      settle(answer);
    } catch (IOException | ContainerRunException broken) {
      readAgain(broken);
    }
  }

  /** The engine may have been restarted; the container then has ended, or goes on without us. */
  private void readAgain(Exception first) {
    if (closed) {
      code.completeExceptionally(
          new ContainerRunException("the handle of container " + id + " was closed", first));
      return;
    }
    Operation operation = Operation.container("wait for container", id);
    try {
      Waiting.requireUninterrupted(operation.toString()); // else it was no fault of the engine
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
   * Engines tell the code that the container has when they look. One that runs again by then has
   * none, which is told as a 0: the code of its first exit stands in the events.
   */
  private int codeOfFirstExit() throws IOException {
    if (!restarts) {
      return 0;
    }
    return codes
        .ofFirstExit(id)
        .orElseThrow(() -> new IOException("the engine has started it again since its first exit"));
  }

  private void settle(StreamingResponse source) throws IOException {
    String body = new String(source.body().readAllBytes(), StandardCharsets.UTF_8);
    WaitResponse exited = WaitResponse.read(Json.read(body));
    Operation operation = Operation.container("wait for container", id);
    if (!exited.problem().isEmpty()) {
      code.completeExceptionally(ErrorMapper.of(operation, source.status(), exited.problem()));
      return;
    }
    int told = exited.code().orElseThrow(() -> new IOException("the answer has no exit code"));
    if (told == 0 && unstarted.join() && !api.exists(id)) {
      // Engines answer this with a 0 that no process has given.
      String words = "it was removed before it had run";
      code.completeExceptionally(
          new ContainerNotFoundException(operation + ": " + words, operation.name(), 404, words));
    } else {
      code.complete(told == 0 ? codeOfFirstExit() : told);
    }
  }
}
