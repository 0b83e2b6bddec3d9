package io.containerrun.engine.internal;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.connection.StreamedAnswer;
import io.containerrun.engine.internal.wire.Exited;
import io.containerrun.engine.internal.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * Waits for the end of one container, from before its start. One thread reads the engine's answer;
 * it comes when the container has ended. May be shared between threads.
 */
public final class ExitWatch implements AutoCloseable {

  private final EngineApi api;
  private final String id;
  private final StreamedAnswer answer;
  private final CompletableFuture<Integer> code = new CompletableFuture<>();
  private volatile boolean closed;

  private ExitWatch(EngineApi api, String id, StreamedAnswer answer) {
    this.api = api;
    this.id = id;
    this.answer = answer;
  }

  /** Begins; returns once the engine is known to watch. */
  static ExitWatch begin(EngineApi api, String id, boolean autoRemove, ExecutorService threads) {
    // "not-running" would be true at once: the container has not been started.
    StreamedAnswer answer = api.waitFor(id, autoRemove ? "removed" : "next-exit");
    ExitWatch watch = new ExitWatch(api, id, answer);
    threads.execute(watch::read);
    return watch;
  }

  /** The exit code, when the container has ended. */
  public CompletableFuture<Integer> code() {
    return code;
  }

  /** Stops waiting; the container goes on. */
  @Override
  public void close() {
    closed = true;
    answer.close();
  }

  private void read() {
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
    try (StreamedAnswer again = api.waitFor(id, "not-running")) {
      settle(again);
    } catch (IOException | ContainerRunException second) {
      second.addSuppressed(first);
      String words = "the engine no longer tells its exit code: " + second.getMessage();
      Operation operation = Operation.container("wait for container", id);
      code.completeExceptionally(
          new EngineException(operation + ": " + words, operation.name(), 0, words)
              .causedBy(second));
    }
  }

  private void settle(StreamedAnswer source) throws IOException {
    String body = new String(source.body().readAllBytes(), StandardCharsets.UTF_8);
    Exited exited = Exited.of(Json.read(body));
    if (body.isBlank()) {
      throw new IOException("the answer is empty");
    }
    if (exited.problem().isEmpty()) {
      code.complete(exited.code());
    } else {
      Operation operation = Operation.container("wait for container", id);
      code.completeExceptionally(Refusals.of(operation, source.status(), exited.problem()));
    }
  }
}
