package io.containerrun.engine.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.NameConflictException;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.http.RequestPath;
import io.containerrun.engine.internal.http.Response;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.JsonFields;
import io.containerrun.engine.internal.util.Waiting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * The common part of the calls on networks and on volumes: both are objects with labels, which are
 * created, inspected, listed and removed in the same way. May be shared between threads.
 *
 * @param <D> the details that the engine reports
 */
public abstract sealed class ObjectApi<D> permits NetworkApi, VolumeApi {

  /** How long to look for an object whose create was given up. */
  private static final Duration LATE = Duration.ofMillis(500);

  private static final Duration POLL = Duration.ofMillis(100);

  /** The client that makes the calls. */
  final ApiClient client;

  /** {@code network} or {@code volume}. */
  private final String kind;

  ObjectApi(ApiClient client, String kind) {
    this.client = client;
    this.kind = kind;
  }

  /** Reads what the engine reports about one object. */
  abstract D read(JsonNode json);

  /** The id by which the engine knows an object. */
  abstract String idOf(JsonNode json);

  /** The objects in the response to a list. */
  abstract JsonNode listed(JsonNode json);

  /** {@code network} or {@code volume}. */
  public final String kind() {
    return kind;
  }

  /**
   * Creates an object. If the response is lost, the object is removed if the engine created it.
   *
   * @return its id
   */
  final String create(String name, Map<String, Object> body, Map<String, String> labels) {
    String mark = UUID.randomUUID().toString();
    Map<String, String> marked = new LinkedHashMap<>(labels);
    marked.put(Labels.SESSION, Labels.THIS_SESSION);
    marked.put(Labels.RUN, mark);
    Map<String, Object> labelled = new LinkedHashMap<>(body);
    labelled.put("Labels", marked);
    Operation operation = operation("create", name);
    String path = client.path(plural(), "create").toString();
    try {
      JsonNode created = client.json(operation, Request.post(path, Json.write(labelled)));
      requireNew(operation, created, mark);
      return operation.requireId(idOf(created));
    } catch (ContainerRunException failure) {
      boolean responded = failure instanceof EngineException engine && engine.status().isPresent();
      if (!responded) {
        Waiting.uninterrupted(() -> removeLate(mark, failure));
      }
      throw failure;
    }
  }

  /** Checks that the object is new, if the engine does not. */
  void requireNew(Operation operation, JsonNode created, String mark) {}

  static NameConflictException existsAlready(Operation operation) {
    String words = "it already exists";
    String message = operation + ": " + words + "; use it by its name, or choose another name";
    return new NameConflictException(message, operation.name(), 409, words);
  }

  private void removeLate(String mark, ContainerRunException failure) {
    try {
      var unused =
          Waiting.until(() -> removeMarked(mark), POLL, LATE, operation("create", mark).toString());
    } catch (ContainerRunException unreachable) {
      failure.addSuppressed(unreachable);
    }
  }

  private boolean removeMarked(String mark) {
    Map<String, List<String>> filters = Map.of("label", List.of(Labels.RUN + "=" + mark));
    List<String> found = list(filters, this::idOf);
    found.forEach(this::remove);
    return !found.isEmpty();
  }

  /** What the engine reports about an object. */
  public final D inspect(String id) {
    return client.read(
        operation("inspect", id),
        Request.get(path(id)),
        json -> read(JsonFields.requiredObject(json)));
  }

  /** Whether the engine has an object. */
  public final boolean exists(String id) {
    try {
      return inspect(id) != null;
    } catch (EngineException failure) {
      if (failure.isNotFound()) {
        return false;
      }
      throw failure;
    }
  }

  /** All objects of the kind. */
  public final List<D> list() {
    return List.copyOf(list(Map.of(), this::read));
  }

  private <T> List<T> list(Map<String, List<String>> filters, Function<JsonNode, T> reading) {
    RequestPath path = client.path(plural());
    if (!filters.isEmpty()) {
      path.with("filters", Json.write(filters));
    }
    Operation operation = new Operation("list", kind + "s");
    return client.read(
        operation,
        Request.get(path.toString()),
        json -> JsonFields.requiredAll(listed(json), reading));
  }

  /** Removes an object; fails if there is none, or if it is in use. */
  public final void remove(String id) {
    client.call(operation("remove", id), Request.delete(path(id)));
  }

  /** Removes an object; does nothing if it has been removed. */
  public final void removeIfThere(String id) {
    Operation operation = operation("remove", id);
    Response response =
        client.ask(operation, Request.delete(path(id)), client.timeouts().response());
    if (response.isError() && !response.isNotFound()) {
      throw ErrorMapper.of(operation, response.status(), Json.errorMessage(response.body()));
    }
  }

  final Operation operation(String verb, String id) {
    return new Operation(verb + " " + kind, id);
  }

  private String plural() {
    return kind + "s";
  }

  final String path(String id) {
    return client.path(plural(), id).toString();
  }
}
