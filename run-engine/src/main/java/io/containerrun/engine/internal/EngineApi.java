package io.containerrun.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ApiVersion;
import io.containerrun.AttachedStreams;
import io.containerrun.CreateRequest;
import io.containerrun.Target;
import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.internal.connection.Answer;
import io.containerrun.engine.internal.connection.Connection;
import io.containerrun.engine.internal.connection.EngineAddress;
import io.containerrun.engine.internal.connection.Request;
import io.containerrun.engine.internal.connection.StreamedAnswer;
import io.containerrun.engine.internal.connection.Upgraded;
import io.containerrun.engine.internal.wire.ContainerDetails;
import io.containerrun.engine.internal.wire.Created;
import io.containerrun.engine.internal.wire.Json;
import io.containerrun.value.DetachKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The calls of the Docker Engine API that this library makes, in the version that both sides speak.
 * May be shared between threads.
 */
public final class EngineApi {

  /** What engines speak that do not tell. */
  private static final ApiVersion UNTOLD = new ApiVersion(1, 24);

  /** Inspect shows names with a slash in front. */
  private static final Pattern NAME_OR_ID = Pattern.compile("/?[a-zA-Z0-9][a-zA-Z0-9_.-]*");

  static final Duration FOREVER = Duration.ofDays(36_500);

  private final Calls calls;
  private final Limits limits;
  private final Target target;

  private EngineApi(Calls calls, Limits limits, Target target) {
    this.calls = calls;
    this.limits = limits;
    this.target = target;
  }

  /**
   * Asks the engine which version it speaks.
   *
   * @param fixed the version to speak; empty for the newest that both sides know
   * @throws EngineUnavailableException if the engine no longer speaks that version
   */
  public static EngineApi negotiate(
      EngineAddress address, Connection connection, Limits limits, Optional<ApiVersion> fixed) {
    Calls calls = new Calls(address, connection);
    Operation ping = new Operation("ask engine", "for its API version");
    Answer answer = calls.call(ping, Request.get("/_ping"), limits.answer());
    ApiVersion theirs =
        answer.header("Api-Version").map(it -> version(address, ping, it)).orElse(UNTOLD);
    ApiVersion spoken = new ApiNegotiation(address, calls, limits.answer()).spoken(theirs, fixed);
    String system = answer.header("Ostype").orElse("linux");
    return new EngineApi(calls, limits, Target.of(system, spoken));
  }

  private static ApiVersion version(EngineAddress address, Operation ping, String text) {
    try {
      return ApiVersion.parse(text);
    } catch (IllegalArgumentException nonsense) {
      String words =
          "what answers at " + address + " is no engine: its API version is '" + text + "'";
      throw new EngineUnavailableException(words, ping.name(), address.toString(), words);
    }
  }

  /** The version that both sides speak. */
  public ApiVersion version() {
    return target.api();
  }

  /** What rules need to know about the engine. */
  public Target target() {
    return target;
  }

  Limits limits() {
    return limits;
  }

  /** For the calls on one subject that a class of its own makes. */
  Calls calls() {
    return calls;
  }

  Created create(CreateRequest wanted, String image) {
    Query path = path("/containers/create").with(wanted.query());
    Request request = Request.post(path.toString(), Json.write(wanted.body()));
    return Created.of(
        calls.json(new Operation("create container", "from " + image), request, limits.answer()));
  }

  /**
   * Attaches to the streams of a container.
   *
   * @param logs whether what the engine has kept of its output comes first
   * @param live whether what it writes from now on follows
   */
  public Upgraded attach(
      String id,
      AttachedStreams streams,
      Optional<DetachKeys> detachKeys,
      boolean logs,
      boolean live) {
    Query path =
        path("/containers/" + id + "/attach")
            .when(live, "stream")
            .when(logs, "logs")
            .when(streams.stdin(), "stdin")
            .when(streams.stdout(), "stdout")
            .when(streams.stderr(), "stderr");
    detachKeys.ifPresent(keys -> path.with("detachKeys", keys));
    return calls.upgrade(
        Operation.container("attach to container", id),
        Request.post(path.toString()),
        limits.answer());
  }

  StreamedAnswer waitFor(String id, String condition) {
    Query path = path("/containers/" + id + "/wait").with("condition", condition);
    return calls.stream(
        Operation.container("wait for container", id),
        Request.post(path.toString()).asRepeatable(),
        limits.answer());
  }

  void start(String id) {
    Request request = Request.post(path("/containers/" + id + "/start").toString());
    calls.call(Operation.container("start container", id), request, limits.start());
  }

  /** What the engine knows about a container. */
  public ContainerDetails inspect(String id) {
    Request request = Request.get(path("/containers/" + id + "/json").toString());
    return ContainerDetails.of(
        calls.json(Operation.container("inspect container", id), request, limits.answer()));
  }

  /**
   * The id of the container that a name or an id stands for.
   *
   * @throws IllegalArgumentException if the text can be neither
   */
  public String idOf(String nameOrId) {
    if (!NAME_OR_ID.matcher(nameOrId).matches()) {
      throw new IllegalArgumentException(
          "'" + nameOrId + "' is neither name nor id of a container: use letters, digits and _.-");
    }
    return inspect(nameOrId.replaceFirst("^/", "")).id();
  }

  /** Stops a container; one that does not run stays as it is. A negative grace has no end. */
  public void stop(String id, Duration grace) {
    Query path = path("/containers/" + id + "/stop").with("t", grace.toSeconds());
    calls.call(
        Operation.container("stop container", id),
        Request.post(path.toString()).asRepeatable(),
        limits.answer().plus(untilStopped(grace)));
  }

  static Duration untilStopped(Duration grace) {
    return grace.isNegative() || grace.compareTo(FOREVER) > 0 ? FOREVER : grace;
  }

  /** Sends a signal to a container's main process. */
  public void kill(String id, String signal) {
    Query path = path("/containers/" + id + "/kill").with("signal", signal);
    calls.call(
        Operation.container("kill container", id), Request.post(path.toString()), limits.answer());
  }

  /** Removes a container with its anonymous volumes, and ends it at once before if forced to. */
  Answer remove(String id, boolean force) {
    Query path = path("/containers/" + id).when(force, "force").with("v", 1);
    return calls.ask(
        Operation.container("remove container", id),
        Request.delete(path.toString()),
        limits.answer());
  }

  /** Whether the engine knows a container. */
  boolean exists(String id) {
    Request request = Request.get(path("/containers/" + id + "/json").toString());
    Operation operation = Operation.container("inspect container", id);
    return calls.ask(operation, request, limits.answer()).status() != 404;
  }

  /** The containers with a label, also those that do not run. */
  List<String> find(String label, String value) {
    Map<String, List<String>> filters = Map.of("label", List.of(label + "=" + value));
    JsonNode found = new ListCalls(this).containers(true, filters);
    List<String> ids = new ArrayList<>();
    found.forEach(container -> ids.add(container.path("Id").asText()));
    return ids;
  }

  /** A path in the version that both sides speak. */
  Query path(String path) {
    return new Query("/v" + target.api() + path);
  }
}
