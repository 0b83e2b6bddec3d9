package io.containerrun.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ApiVersion;
import io.containerrun.ContainerRunException;
import io.containerrun.ExecCommand;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.connection.Request;
import io.containerrun.engine.internal.connection.Upgraded;
import io.containerrun.engine.internal.wire.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The calls on one command in a container that runs. Closing gives up waiting for its end. May be
 * shared between threads.
 */
public final class ExecCalls implements AutoCloseable {

  private static final ApiVersion WORKDIR_SINCE = new ApiVersion(1, 35);

  private static final long FIRST_PAUSE = 5;
  private static final long LONGEST_PAUSE = 200;

  private final EngineApi api;
  private final String container;
  private final String id;
  private final boolean terminal;
  private volatile boolean closed;

  private ExecCalls(EngineApi api, String container, String id, boolean terminal) {
    this.api = api;
    this.container = container;
    this.id = id;
    this.terminal = terminal;
  }

  /**
   * Has the engine make ready to execute; nothing runs yet, and nothing is left if it never does.
   *
   * @param command resolved
   */
  public static ExecCalls create(EngineApi api, String container, ExecCommand command) {
    refuseOldEngine(api, command);
    Request request =
        Request.post(
            api.path("/containers/" + container + "/exec").toString(),
            Json.write(command.request()));
    JsonNode created =
        api.calls()
            .json(
                Operation.container("exec in container", container),
                request,
                api.limits().answer());
    return new ExecCalls(
        api, container, created.path("Id").asText(), command.is(ExecCommand.Switch.TTY));
  }

  private static void refuseOldEngine(EngineApi api, ExecCommand command) {
    if (!command.workdir().isEmpty() && api.version().compareTo(WORKDIR_SINCE) < 0) {
      String words = "the engine's API " + api.version() + " is older than " + WORKDIR_SINCE;
      throw new EngineException(
          "--workdir " + command.workdir() + ": " + words + "; change the folder in the command",
          "exec in container",
          0,
          words);
    }
  }

  /** The id of the exec, 64 hexadecimal digits. */
  public String id() {
    return id;
  }

  /** Starts it with its streams attached. */
  public Upgraded start() {
    return api.calls().upgrade(operation("exec in container"), begin(false), api.limits().start());
  }

  /** Starts it in the background. */
  public void startDetached() {
    api.calls().call(operation("exec in container"), begin(true), api.limits().start());
  }

  private Request begin(boolean detached) {
    String body = Json.write(Map.of("Detach", detached, "Tty", terminal));
    return Request.post(path("/start").toString(), body);
  }

  /** Sets the size of its terminal. */
  public void resize(int rows, int columns) {
    Query path = path("/resize").with("h", rows).with("w", columns);
    Request request = Request.post(path.toString());
    api.calls().call(operation("resize exec in container"), request, api.limits().answer());
  }

  /** Its exit code; empty while it runs. */
  public OptionalInt exitCode() {
    Operation operation = operation("inspect exec in container");
    try {
      Request request = Request.get(path("/json").toString());
      JsonNode exec = api.calls().json(operation, request, api.limits().answer());
      return exec.path("Running").asBoolean()
          ? OptionalInt.empty()
          : OptionalInt.of(exec.path("ExitCode").asInt());
    } catch (EngineException failure) {
      if (failure.status().orElse(0) != 404) {
        throw failure;
      }
      String words = "the container has ended, and no exit code is known";
      throw new EngineException(operation + ": " + words, operation.name(), 404, words)
          .causedBy(failure);
    }
  }

  /**
   * Waits until it has ended: its output may end some time before.
   *
   * @param limit how long; empty for as long as it takes
   * @return the exit code; empty if the time was up before
   */
  public OptionalInt awaitExitCode(Optional<Duration> limit) {
    long start = System.nanoTime();
    try {
      OptionalInt code = exitCode();
      for (long pause = FIRST_PAUSE; code.isEmpty() && !closed; pause = next(pause)) {
        Duration passed = Duration.ofNanos(System.nanoTime() - start);
        if (limit.isPresent() && passed.compareTo(limit.get()) >= 0) {
          return code;
        }
        Thread.sleep(pause);
        code = exitCode();
      }
      if (code.isEmpty()) {
        throw new ContainerRunException(operation("wait for exec in container") + ": given up");
      }
      return code;
    } catch (InterruptedException interrupt) {
      throw Waiting.interrupted(operation("wait for exec in container").toString(), interrupt);
    }
  }

  private static long next(long pause) {
    return Math.min(2 * pause, LONGEST_PAUSE);
  }

  @Override
  public void close() {
    closed = true;
  }

  private Query path(String rest) {
    return api.path("/exec/" + id + rest);
  }

  private Operation operation(String name) {
    return Operation.container(name, container);
  }
}
