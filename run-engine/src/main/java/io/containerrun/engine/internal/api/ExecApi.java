package io.containerrun.engine.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ApiVersion;
import io.containerrun.ContainerRunException;
import io.containerrun.ExecCommand;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.http.Directions;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.http.RequestPath;
import io.containerrun.engine.internal.http.UpgradedConnection;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.JsonFields;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.internal.util.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * The calls on one command in a running container. Closing ends a wait for its exit. May be shared
 * between threads.
 */
public final class ExecApi implements AutoCloseable {

  private static final ApiVersion WORKDIR_SINCE = new ApiVersion(1, 35);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private final ApiClient client;
  private final String container;
  private final String id;
  private final boolean terminal;
  private final boolean reads;
  private volatile boolean closed;

  /** Kept once it is known: engines forget commands that have ended. */
  private volatile OptionalInt code = OptionalInt.empty();

  private ExecApi(ApiClient client, String container, String id, ExecCommand command) {
    this.client = client;
    this.container = container;
    this.id = id;
    this.terminal = command.is(ExecCommand.TTY);
    this.reads = command.is(ExecCommand.INTERACTIVE);
  }

  /**
   * Creates an exec, which needs no clean-up if it is never started.
   *
   * @param command resolved
   */
  public static ExecApi create(ApiClient client, String container, ExecCommand command) {
    requireWorkdir(client, command);
    requireInput(client, command);
    Operation operation = Operation.container("exec in container", container);
    RequestPath path = client.path("containers", container, "exec");
    Request request = Request.post(path.toString(), Json.write(command.request()));
    String id = operation.requireId(client.read(operation, request, json -> JsonFields.id(json)));
    return new ExecApi(client, container, id, command);
  }

  private static void requireWorkdir(ApiClient client, ExecCommand command) {
    String workdir = command.get(ExecCommand.WORKDIR).orElse("");
    if (!workdir.isEmpty() && client.version().compareTo(WORKDIR_SINCE) < 0) {
      String words = "the engine has API " + client.version() + ", and this needs " + WORKDIR_SINCE;
      throw new EngineException(
          "--workdir " + workdir + ": " + words + "; use cd in the command",
          "exec in container",
          0,
          words);
    }
  }

  /** An exec has one connection. Its end is not the end of the input; a terminal needs none. */
  private static void requireInput(ApiClient client, ExecCommand command) {
    boolean endless = command.is(ExecCommand.INTERACTIVE) && !command.is(ExecCommand.TTY);
    if (endless && !client.closesDirections()) {
      String words =
          "the input of an exec cannot end over this transport; use a unix:// or tcp:// address"
              + " without a transport, add tty(), or copy the input into the container";
      throw new EngineException("--interactive: " + words, "exec in container", 0, words);
    }
  }

  /** The id of the exec, 64 hexadecimal digits. */
  public String id() {
    return id;
  }

  /** Starts the command with its streams attached. */
  public UpgradedConnection start() {
    return client.upgrade(
        operation("exec in container"),
        startRequest(false),
        reads ? Directions.BOTH : Directions.OUTPUT,
        client.timeouts().start());
  }

  /** Starts the command in the background. */
  public void startDetached() {
    client.call(operation("exec in container"), startRequest(true), client.timeouts().start());
  }

  private Request startRequest(boolean detached) {
    String body = Json.write(Map.of("Detach", detached, "Tty", terminal));
    return Request.post(path("start").toString(), body);
  }

  /** Sets the size of the command's terminal. */
  public void resize(int rows, int columns) {
    RequestPath path = path("resize").with("h", rows).with("w", columns);
    Request request = Request.post(path.toString());
    client.call(operation("resize exec in container"), request);
  }

  /** The exit code; empty while the command runs. */
  public OptionalInt exitCode() {
    if (code.isEmpty()) {
      code = readExitCode();
    }
    return code;
  }

  private OptionalInt readExitCode() {
    Operation operation = operation("inspect exec in container");
    try {
      Request request = Request.get(path("json").toString());
      JsonNode exec = client.json(operation, request);
      if (JsonFields.flag(exec.path("Running"))) {
        return OptionalInt.empty();
      }
      OptionalInt told = JsonFields.exitCode(exec.path("ExitCode"));
      return OptionalInt.of(told.orElseThrow(() -> ErrorMapper.noExitCode(operation)));
    } catch (EngineException failure) {
      if (!failure.isNotFound()) {
        throw failure;
      }
      String words = "the container has exited, and the exit code is not known";
      throw new EngineException(operation + ": " + words, operation.name(), 404, words)
          .causedBy(failure);
    }
  }

  /**
   * Waits until the command has exited; its output may end some time before.
   *
   * @param limit the longest wait; empty for none
   * @return the exit code; empty if the limit passed first
   */
  public OptionalInt awaitExitCode(Optional<Duration> limit) {
    String operation = operation("wait for exec in container").toString();
    Supplier<Optional<OptionalInt>> exited =
        () -> Optional.of(exitCode()).filter(code -> code.isPresent() || closed);
    OptionalInt known =
        Waiting.poll(exited, FIRST_PAUSE, LONGEST_PAUSE, limit.orElse(Timeouts.FOREVER), operation)
            .orElse(OptionalInt.empty());
    if (known.isEmpty() && closed) {
      throw new ContainerRunException(operation + ": given up");
    }
    return known;
  }

  @Override
  public void close() {
    closed = true;
  }

  private RequestPath path(String action) {
    return client.path("exec", id, action);
  }

  private Operation operation(String name) {
    return Operation.container(name, container);
  }
}
