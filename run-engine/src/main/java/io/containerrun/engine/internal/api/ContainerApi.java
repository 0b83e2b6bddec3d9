package io.containerrun.engine.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.CreateRequest;
import io.containerrun.engine.Commit;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.LogQuery;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.info.ContainerSummary;
import io.containerrun.engine.internal.http.Directions;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.http.RequestPath;
import io.containerrun.engine.internal.http.Response;
import io.containerrun.engine.internal.http.StreamingResponse;
import io.containerrun.engine.internal.http.UpgradedConnection;
import io.containerrun.engine.internal.json.ContainerDetailsJson;
import io.containerrun.engine.internal.json.ContainerSummaryJson;
import io.containerrun.engine.internal.json.CreatedContainer;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.JsonFields;
import io.containerrun.engine.internal.json.PortBindingsJson;
import io.containerrun.engine.internal.json.Warnings;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.internal.util.Waiting;
import io.containerrun.value.DetachKeys;
import io.containerrun.value.StandardStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The calls on containers. {@link #post} and {@link #get} make those that only have an id and
 * parameters. May be shared between threads.
 */
public final class ContainerApi implements OwnedKind {

  /** Inspect shows names with a slash in front. */
  private static final Pattern NAME_OR_ID = Pattern.compile("/?[a-zA-Z0-9][a-zA-Z0-9_.-]*");

  private static final Pattern REMOVAL_IN_PROGRESS =
      Pattern.compile("already in progress|marked for removal", Pattern.CASE_INSENSITIVE);

  private static final String HOST_CONFIG = "HostConfig";

  private static final Duration POLL = Duration.ofMillis(20);

  private final ApiClient client;

  /** Creates the calls of one engine. */
  public ContainerApi(ApiClient client) {
    this.client = client;
  }

  /** The client that makes the calls. */
  public ApiClient client() {
    return client;
  }

  @Override
  public String kind() {
    return "container";
  }

  @Override
  public Timeouts timeouts() {
    return client.timeouts();
  }

  /**
   * Creates a container.
   *
   * @param refused called before a failure after which the engine cannot create it any more
   */
  public CreatedContainer create(CreateRequest wanted, String image, Runnable refused) {
    RequestPath path = client.path("containers", "create").with(wanted.query());
    Request request = Request.post(path.toString(), Json.write(accepted(wanted.body())));
    Operation operation = new Operation("create container", "from " + image);
    JsonNode json = client.create(operation, request, refused);
    CreatedContainer created = client.read(operation, json, CreatedContainer::read);
    operation.requireId(created.id());
    return created;
  }

  /** Podman 5 deletes the file of the id with the container, if it finds it on its own host. */
  private Map<String, Object> accepted(Map<String, Object> body) {
    if (!client.isPodman() || !(body.get(HOST_CONFIG) instanceof Map<?, ?> host)) {
      return body;
    }
    Map<Object, Object> without = new LinkedHashMap<>(host);
    without.remove("ContainerIDFile");
    Map<String, Object> changed = new LinkedHashMap<>(body);
    changed.put(HOST_CONFIG, without);
    return changed;
  }

  /**
   * Attaches to the streams of a container.
   *
   * @param logs whether the log so far comes first
   * @param live whether output from now on follows
   */
  public UpgradedConnection attach(
      String id,
      Set<StandardStream> streams,
      Optional<DetachKeys> detachKeys,
      boolean logs,
      boolean live) {
    RequestPath path = path(id, "attach").when(live, "stream").when(logs, "logs");
    try {
      return client.closesDirections() || !streams.contains(StandardStream.STDIN)
          ? attach(id, path, streams, detachKeys)
          : attachInputApart(id, path, streams, detachKeys);
    } catch (EngineException failure) {
      throw client.isPodman() && failure.engineMessage().startsWith("preparing container")
          ? ofStart(id, failure)
          : failure;
    }
  }

  private UpgradedConnection attach(
      String id, RequestPath path, Set<StandardStream> streams, Optional<DetachKeys> detachKeys) {
    for (StandardStream stream : StandardStream.values()) {
      boolean wanted = streams.contains(stream);
      if (wanted || client.isPodman()) { // whose default is to send it
        path.with(stream.toString(), wanted ? 1 : 0);
      }
    }
    detachKeys.ifPresent(keys -> path.with("detachKeys", keys));
    boolean input = streams.contains(StandardStream.STDIN);
    boolean output = streams.size() > (input ? 1 : 0);
    Directions directions =
        !input ? Directions.OUTPUT : output ? Directions.BOTH : Directions.INPUT;
    return client.upgrade(
        Operation.container("attach to container", id),
        Request.post(path.toString()),
        directions,
        client.timeouts().response());
  }

  /** The end of a connection is then the end of the input. */
  private UpgradedConnection attachInputApart(
      String id, RequestPath path, Set<StandardStream> streams, Optional<DetachKeys> detachKeys) {
    Set<StandardStream> outputs = EnumSet.copyOf(streams);
    outputs.remove(StandardStream.STDIN);
    Set<StandardStream> inputs = EnumSet.of(StandardStream.STDIN);
    RequestPath live = path(id, "attach").when(true, "stream");
    if (outputs.isEmpty()) {
      return attach(id, live, inputs, detachKeys);
    }
    UpgradedConnection output = attach(id, path, outputs, Optional.empty());
    try {
      return UpgradedConnection.join(output, attach(id, live, inputs, detachKeys));
    } catch (RuntimeException | Error failure) {
      output.close();
      throw failure;
    }
  }

  /** Podman prepares the command when its streams are attached; elsewhere that is part of start. */
  private static EngineException ofStart(String id, EngineException failure) {
    Operation operation = Operation.container("start container", id);
    return ErrorMapper.of(operation, failure.status().orElse(0), failure.engineMessage())
        .causedBy(failure);
  }

  /** Waits for a condition of a container; the body of the response comes when it holds. */
  public StreamingResponse waitFor(String id, String condition) {
    RequestPath path = path(id, "wait").with("condition", condition);
    return client.stream(
        Operation.container("wait for container", id),
        Request.post(path.toString()).asRepeatable());
  }

  /**
   * The events that containers are started, exit and are removed, as they happen.
   *
   * @param since also those from this time on, in nanoseconds of the engine's clock; empty for none
   */
  public StreamingResponse lifecycleEvents(OptionalLong since) {
    List<String> kinds = EventKinds.filter(client, List.of("start", "die", "destroy"));
    Map<String, List<String>> filters = Map.of("type", List.of("container"), "event", kinds);
    RequestPath path = client.path("events").with("filters", Json.write(filters));
    if (since.isPresent()) {
      path.with("since", seconds(Instant.EPOCH.plusNanos(since.getAsLong())));
    }
    Operation operation = new Operation("read events", "of containers");
    return client.stream(operation, Request.get(path.toString()));
  }

  /** Starts a container; does nothing if it runs. */
  public void start(String id) {
    Request request = Request.post(path(id, "start").toString());
    client.call(Operation.container("start container", id), request, client.timeouts().start());
  }

  /** Stops a container; does nothing if it does not run. A negative grace has no end. */
  public void stop(String id, Duration grace) {
    Request request =
        Request.post(path(id, "stop").with("t", wholeSeconds(grace)).toString()).asRepeatable();
    Duration limit = client.timeouts().response().plus(untilStopped(grace));
    client.call(Operation.container("stop container", id), request, limit);
  }

  /** Stops a container and starts it. A negative grace has no end. */
  public void restart(String id, Duration grace) {
    RequestPath path = path(id, "restart").with("t", wholeSeconds(grace));
    Duration limit = client.timeouts().start().plus(untilStopped(grace));
    client.call(Operation.container("restart container", id), Request.post(path.toString()), limit);
  }

  /** Engines count in seconds: a part of one is a whole one, so that no grace becomes none. */
  private static long wholeSeconds(Duration grace) {
    return grace.getSeconds() + (grace.getNano() > 0 ? 1 : 0);
  }

  private static Duration untilStopped(Duration grace) {
    boolean endless = grace.isNegative() || grace.compareTo(Timeouts.FOREVER) > 0;
    return endless ? Timeouts.FOREVER : grace;
  }

  /** What the engine reports about a container. */
  public ContainerDetails inspect(String id) {
    return get(
        id,
        "inspect container",
        "json",
        Map.of(),
        json -> ContainerDetailsJson.read(JsonFields.requiredObject(json)));
  }

  /** The same as the engine writes it. */
  public String inspectJson(String id) {
    Operation operation = Operation.container("inspect container", id);
    return client.call(operation, Request.get(path(id, "json").toString())).body();
  }

  /**
   * What the engine reports about a container, for one of its TCP ports.
   *
   * @param published whether the port is to be published; the engine may not report it yet
   */
  public record InspectedPort(ContainerDetails container, int port, boolean published) {}

  /** Inspects a container for one of its TCP ports. */
  public InspectedPort inspectPort(String id, int port) {
    Request request = Request.get(path(id, "json").toString());
    JsonNode json = client.json(Operation.container("inspect container", id), request);
    return new InspectedPort(
        ContainerDetailsJson.read(json), port, PortBindingsJson.publishes(json, port));
  }

  /** The same; empty if the engine has no such container. */
  public Optional<ContainerDetails> find(String id) {
    try {
      return Optional.of(inspect(id));
    } catch (EngineException failure) {
      if (failure.isNotFound()) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** Whether the engine has a container. */
  public boolean exists(String id) {
    Operation operation = Operation.container("inspect container", id);
    Request request = Request.get(path(id, "json").toString());
    return !client.ask(operation, request, client.timeouts().response()).isNotFound();
  }

  /** Whether a container exists and has not ended. */
  public boolean isAlive(String id) {
    return find(id).filter(it -> !it.state().status().hasEnded()).isPresent();
  }

  /**
   * Checks that the engine responds to a request about a container.
   *
   * @param operation the operation in messages
   */
  public void requireResponse(String id, Operation operation, Duration limit) {
    var unused = client.ask(operation, Request.get(path(id, "json").toString()), limit);
  }

  /**
   * The id of the container with a name or an id.
   *
   * @throws IllegalArgumentException if the text cannot be a name or an id
   */
  public String idOf(String nameOrId) {
    if (!NAME_OR_ID.matcher(nameOrId).matches()) {
      throw new IllegalArgumentException(
          "'" + nameOrId + "' is not a name or id of a container; use letters, digits and _.-");
    }
    return new Operation("inspect container", nameOrId)
        .requireId(inspect(nameOrId.replaceFirst("^/", "")).id());
  }

  /**
   * Lists containers.
   *
   * @param all whether to include containers that do not run
   * @param filters the filter values by kind, such as {@code label}
   */
  public List<ContainerSummary> list(boolean all, Map<String, List<String>> filters) {
    return list(all, filters, client.timeouts().response());
  }

  private List<ContainerSummary> list(
      boolean all, Map<String, List<String>> filters, Duration limit) {
    RequestPath path = client.path("containers", "json").when(all, "all");
    if (!filters.isEmpty()) {
      path.with("filters", Json.write(filters));
    }
    Operation operation = new Operation("list containers", all ? "in any state" : "running");
    JsonNode json = client.json(operation, Request.get(path.toString()), limit);
    return List.copyOf(
        client.read(operation, json, it -> JsonFields.requiredAll(it, ContainerSummaryJson::read)));
  }

  @Override
  public List<LabelledObject> labelled(String label, String value, Duration limit) {
    Map<String, List<String>> filters = Map.of("label", List.of(label + "=" + value));
    Operation operation = new Operation("list containers", "with label " + label);
    return list(true, filters, limit).stream()
        .map(it -> new LabelledObject(operation.requireId(it.id()), it.name(), it.labels()))
        .toList();
  }

  /**
   * Sends a request without a body: {@code post(id, "pause", Map.of())}.
   *
   * @param action the last part of the path; also names the operation in messages
   * @param query the parameters
   */
  public void post(String id, String action, Map<String, ?> query) {
    Request request = Request.post(path(id, action).with(query).toString());
    client.call(Operation.container(action + " container", id), request);
  }

  /**
   * Reads JSON about a container.
   *
   * @param operation the name in messages
   * @param subject the last part of the path
   * @param query the parameters
   * @param reading reads the response
   */
  public <T> T get(
      String id,
      String operation,
      String subject,
      Map<String, ?> query,
      Function<JsonNode, T> reading) {
    Request request = Request.get(path(id, subject).with(query).toString());
    return client.read(Operation.container(operation, id), request, reading);
  }

  /** Reads about a container like {@link #get}, with a streaming response. */
  public StreamingResponse follow(
      String id, String operation, String subject, Map<String, ?> query) {
    Request request = Request.get(path(id, subject).with(query).toString());
    return client.stream(Operation.container(operation, id), request);
  }

  /**
   * Reads the log of a container.
   *
   * @param follow whether output from now on follows
   */
  public StreamingResponse logs(String id, LogQuery query, boolean follow) {
    Optional<StandardStream> only = query.only();
    RequestPath path =
        path(id, "logs")
            .with("stdout", only.equals(Optional.of(StandardStream.STDERR)) ? 0 : 1)
            .with("stderr", only.equals(Optional.of(StandardStream.STDOUT)) ? 0 : 1)
            .when(query.hasTimestamps(), "timestamps")
            .when(follow, "follow");
    query.tail().ifPresent(lines -> path.with("tail", lines));
    query.since().ifPresent(time -> path.with("since", seconds(time)));
    query.until().ifPresent(time -> path.with("until", seconds(time)));
    Operation operation = Operation.container("read logs of container", id);
    return client.stream(operation, Request.get(path.toString()));
  }

  private static String seconds(Instant time) {
    return "%d.%09d".formatted(time.getEpochSecond(), time.getNano());
  }

  /**
   * Changes the limits of a container.
   *
   * @param body the members that change, in the form of a create request
   * @return the engine's warnings
   */
  public List<String> update(String id, Map<String, Object> body) {
    Request request = Request.post(path(id, "update").toString(), Json.write(body));
    return client.read(Operation.container("update container", id), request, Warnings::read);
  }

  /**
   * Creates an image from a container's files, which has no timeout.
   *
   * @return the id of the image
   */
  public String commit(String id, Commit commit) {
    RequestPath path = client.path("commit").with("container", id);
    commit.image().ifPresent(it -> path.with("repo", it.familiarName()).with("tag", it.pullTag()));
    withText(path, "comment", commit.message());
    withText(path, "author", commit.author());
    commit.changes().forEach(change -> path.with("changes", change));
    if (!commit.pauses()) {
      path.with("pause", 0);
    }
    Request request = Request.post(path.toString(), "{}");
    Operation operation = Operation.container("commit container", id);
    return client.read(
        operation, request, Timeouts.FOREVER, json -> imageId(JsonFields.requiredText(json, "Id")));
  }

  /** Podman leaves the digest's algorithm out here. */
  private static String imageId(String id) {
    return id.contains(":") ? id : "sha256:" + id;
  }

  private static void withText(RequestPath path, String name, String text) {
    if (!text.isEmpty()) {
      path.with(name, text);
    }
  }

  /**
   * Removes a container with its anonymous volumes and returns once its name is free. Does nothing
   * if it has been removed.
   *
   * @param force whether to kill it first if it runs
   */
  public void remove(String id, boolean force) {
    Response response = delete(id, force, client.timeouts().response());
    String words = Json.errorMessage(response.body());
    if (response.status() == 409 && REMOVAL_IN_PROGRESS.matcher(words).find()) {
      // The engine is removing it already, because the run said --rm.
      if (!awaitRemoval(id, () -> false)) {
        Operation operation = Operation.container("remove container", id);
        String late = "the engine has not finished in " + client.timeouts().removal();
        throw new EngineException(operation + ": " + late, operation.name(), 409, late);
      }
    } else if (response.isError()) {
      Operation operation = Operation.container("remove container", id);
      EngineException failure = ErrorMapper.of(operation, response.status(), words);
      if (!failure.isNotFound()) {
        throw failure;
      }
    }
  }

  @Override
  public void removeIfThere(String id) {
    remove(id, true);
  }

  /** An engine rejects it while it creates the container. */
  @Override
  public Removal tryRemove(String id, Duration limit) {
    return Removal.of(delete(id, true, limit));
  }

  private Response delete(String id, boolean force, Duration limit) {
    if (force && client.isPodman()) {
      // Podman 5 stops the container first, with the grace of a stop.
      Request kill = Request.post(path(id, "kill").toString());
      var unused = client.ask(Operation.container("kill container", id), kill, limit);
    }
    RequestPath path = client.path("containers", id).when(force, "force").with("v", 1);
    Operation operation = Operation.container("remove container", id);
    return client.ask(operation, Request.delete(path.toString()), limit);
  }

  /**
   * Waits until the engine has removed a container, as long as a removal may take.
   *
   * @param givenUp whether to stop waiting
   * @return false if it still has the container, and the wait was not given up
   */
  public boolean awaitRemoval(String id, BooleanSupplier givenUp) {
    Duration limit = client.timeouts().removal();
    Operation operation = Operation.container("remove container", id);
    BooleanSupplier over = () -> givenUp.getAsBoolean() || !exists(id);
    return Waiting.until(over, POLL, limit, operation.toString());
  }

  private RequestPath path(String id, String action) {
    return client.path("containers", id, action);
  }
}
