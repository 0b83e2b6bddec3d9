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
import io.containerrun.engine.internal.util.Delayed;
import io.containerrun.engine.internal.util.Waiting;
import io.containerrun.value.RestartPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches for the exit of one container by a request of its own. One thread reads the response,
 * whose body comes when the container has exited. If it breaks off, that thread asks again until
 * the engine tells how the container ended.
 */
final class WaitedExit implements ExitWatch {

  /**
   * The first version that can wait for the next exit, and sends the head of the response at once.
   */
  private static final ApiVersion OLDEST = new ApiVersion(1, 30);

  /** How long a wait may be silent before the container is inspected. */
  private static final Duration CHECK = Duration.ofSeconds(30);

  /** What Podman responds if it removes the container before it looks for the exit code. */
  private static final Pattern OF_REMOVAL =
      Pattern.compile("no such container|has already been removed");

  private static final Logger LOG = LoggerFactory.getLogger(WaitedExit.class);

  private final ContainerApi api;
  private final String id;

  /** The response that is being read. */
  private volatile StreamingResponse response;

  private final CompletableFuture<Integer> code;

  /** Whether the container had not been started when it was inspected. */
  private final CompletableFuture<Boolean> unstarted = new CompletableFuture<>();

  /** Finds the exit code if a wait does not report it. */
  private final ExitCodes codes;

  /** The condition to wait for once the container has been started. */
  private final String laterCondition;

  /** Whether the container is removed on exit, which the engine reports separately. */
  private final boolean awaitsRemoval;

  /** Whether the container has a restart policy that may restart it at once. */
  private final boolean restarts;

  private final Executor threads;

  private volatile boolean closed;

  private volatile Optional<Delayed> nextCheck = Optional.empty();

  /** Whether the last check has found that the container had ended. */
  private volatile boolean endedBefore;

  private WaitedExit(
      ContainerApi api,
      String id,
      boolean removal,
      StreamingResponse response,
      ExitCodes codes,
      boolean restarts,
      Executor threads,
      CompletableFuture<Integer> code) {
    this.api = api;
    this.threads = threads;
    boolean afterRemoval = reportsAfterRemoval(api, removal);
    this.laterCondition = afterRemoval ? "removed" : "not-running";
    this.awaitsRemoval = removal && !afterRemoval;
    this.id = id;
    this.response = response;
    this.codes = codes;
    this.restarts = restarts;
    this.code = code;
    var unused = code.whenComplete((told, failure) -> nextCheck.ifPresent(Delayed::cancel));
  }

  /**
   * Whether to wait for the exit code and the removal at once. Podman 4 reports 0 after a removal,
   * whatever the code was.
   *
   * @param removal whether the engine removes the container on exit
   */
  private static boolean reportsAfterRemoval(ContainerApi api, boolean removal) {
    return removal && !api.client().isPodman();
  }

  /**
   * Starts to watch a container that has not been started; returns once the engine is waiting.
   *
   * @param reader reads the response
   * @param code completed with the exit code
   */
  static WaitedExit begin(
      ContainerApi api,
      String id,
      ContainerRun run,
      ExecutorService threads,
      Executor reader,
      CompletableFuture<Integer> code) {
    boolean removal = run.is(ContainerRun.REMOVE);
    boolean restarts = run.get(ContainerRun.RESTART).filter(RestartPolicy::restarts).isPresent();
    ExitCodes codes = new ExitCodes(api, threads);
    WaitedExit watch = begin(api, id, removal, codes, restarts, threads, reader, code);
    watch.unstarted.complete(false);
    return watch;
  }

  private static WaitedExit begin(
      ContainerApi api,
      String id,
      boolean removal,
      ExitCodes codes,
      boolean restarts,
      Executor threads,
      Executor reader,
      CompletableFuture<Integer> code) {
    // "not-running" would be true at once: the container has not been started.
    String condition = reportsAfterRemoval(api, removal) ? "removed" : "next-exit";
    StreamingResponse response = api.waitFor(id, condition);
    WaitedExit watch = new WaitedExit(api, id, removal, response, codes, restarts, threads, code);
    try {
      reader.execute(watch::read);
      watch.checkLater();
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
  static WaitedExit join(ContainerApi api, String id, ExecutorService threads) {
    requireWait(api);
    // Inspecting first and waiting then would wait for ever if the container exits in between.
    WaitedExit watch =
        begin(
            api,
            id,
            false,
            new ExitCodes(api, threads),
            false,
            threads,
            threads,
            new CompletableFuture<>());
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

  @Override
  public CompletableFuture<Integer> code() {
    return code;
  }

  @Override
  public void close() {
    closed = true;
    nextCheck.ifPresent(Delayed::cancel);
    response.close();
  }

  /** A response may never come: a proxy keeps it, or the network has lost the connection. */
  private void checkLater() {
    Duration pause = api.client().timeouts().responseUpTo(CHECK);
    nextCheck = Optional.of(Delayed.execute(pause, threads, this::check));
    if (closed || code.isDone()) {
      nextCheck.ifPresent(Delayed::cancel); // the end may have missed it
    }
  }

  /** Has the engine asked again if the container has ended long ago, and no response has come. */
  private void check() {
    if (closed || code.isDone()) {
      return;
    }
    StreamingResponse silent = response;
    boolean ended = hasEnded();
    if (ended && endedBefore && response == silent) {
      silent.close();
    }
    endedBefore = ended;
    checkLater();
  }

  private boolean hasEnded() {
    try {
      return !api.isAlive(id);
    } catch (ContainerRunException unknown) {
      LOG.debug("container {} cannot be checked: {}", id, unknown.getMessage());
      return false;
    }
  }

  private void read() {
    try {
      readFirst();
    } catch (RuntimeException | Error unexpected) {
      code.completeExceptionally(unexpected); // otherwise the future would never complete
    }
  }

  private void readFirst() {
    try (StreamingResponse first = response) {
      settle(first);
    } catch (IOException | ContainerRunException broken) {
      renew(broken);
    }
  }

  /**
   * Asks again until the engine tells: a proxy may have cut the connection, or the engine may be
   * restarting. Meanwhile the container may run on, exit or be removed.
   */
  private void renew(Exception first) {
    String operation = operation().toString();
    Renewal renewal = new Renewal(api.client().timeouts().response(), operation);
    Exception last = first;
    for (boolean again = false; !code.isDone(); again = true) {
      if (closed) {
        throw new ContainerRunException("the handle of container " + id + " was closed", last);
      }
      Waiting.requireUninterrupted(operation); // an interrupt is not a failure of the engine
      try {
        if (again) {
          askHow(api.find(id), last, renewal);
        } else {
          waitAgain(unstarted.join() ? "next-exit" : laterCondition, renewal);
        }
      } catch (IOException | EngineException failure) {
        last = failure;
        renewal.pause(failure);
      }
    }
  }

  private void askHow(Optional<ContainerDetails> now, Exception last, Renewal renewal)
      throws IOException {
    renewal.responded();
    ContainerStatus status = now.map(it -> it.state().status()).orElse(ContainerStatus.REMOVING);
    boolean restarted = restarts && now.filter(WaitedExit::hasRestarted).isPresent();
    boolean runs = !restarted && !status.hasEnded() && status != ContainerStatus.UNKNOWN;
    // Until its removal the name of a container is taken.
    boolean removal = now.filter(it -> it.config().removedOnExit()).isPresent();
    if (runs || removal) {
      waitAgain(
          status == ContainerStatus.CREATED && !removal ? "next-exit" : laterCondition, renewal);
      return;
    }
    OptionalInt found = codes.ofEnded(id, restarted ? Optional.empty() : now);
    found.ifPresentOrElse(this::complete, () -> code.completeExceptionally(unknown(last)));
  }

  private static boolean hasRestarted(ContainerDetails container) {
    return container.restartCount() > 0 || container.state().status() == ContainerStatus.RESTARTING;
  }

  private void waitAgain(String condition, Renewal renewal) throws IOException {
    try (StreamingResponse again = api.waitFor(id, condition)) {
      renewal.responded();
      response = again;
      if (closed) {
        throw new IOException("closed"); // close() may have missed the new response
      }
      settle(again);
    }
  }

  private Operation operation() {
    return Operation.container("wait for container", id);
  }

  private EngineException unknown(Exception cause) {
    Operation operation = operation();
    String words = "its exit code is unknown: " + cause.getMessage();
    return new EngineException(operation + ": " + words, operation.name(), 0, words)
        .causedBy(cause);
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
    Operation operation = operation();
    if (api.client().isPodman() && OF_REMOVAL.matcher(exited.problem()).find()) {
      throw new IOException(exited.problem()); // only its events have the exit code
    }
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
      complete(exitCode == 0 ? codeOfFirstExit() : exitCode);
    }
  }

  private void complete(int exitCode) {
    if (awaitsRemoval) {
      awaitRemoval();
    }
    code.complete(exitCode);
  }

  /** Waits until the name of the container is free. The exit code is known, whatever happens. */
  private void awaitRemoval() {
    try {
      if (!api.awaitRemoval(id, () -> closed)) {
        LOG.warn("container {} has exited, but the engine has not removed it", id);
      }
    } catch (EngineException failure) {
      LOG.debug("container {}: {}", id, failure.getMessage());
    }
  }
}
