package io.containerrun.engine.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.NameConflictException;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.http.RequestPath;
import io.containerrun.engine.internal.http.Response;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.JsonFields;
import io.containerrun.engine.internal.util.Timeouts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The common part of the calls on networks and on volumes: both are objects with labels, which are
 * created, inspected, listed and removed in the same way. May be shared between threads.
 *
 * @param <D> the details that the engine reports
 */
public abstract sealed class ObjectApi<D> implements OwnedKind permits NetworkApi, VolumeApi {

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

  @Override
  public final String kind() {
    return kind;
  }

  @Override
  public final Timeouts timeouts() {
    return client.timeouts();
  }

  /**
   * Creates an object.
   *
   * @param refused called before a failure after which the engine cannot create it any more
   * @return its id
   */
  final String create(
      String name, Map<String, Object> body, Map<String, String> labels, Runnable refused) {
    Map<String, Object> labelled = new LinkedHashMap<>(body);
    labelled.put("Labels", labels);
    Operation operation = operation("create", name);
    String path = client.path(plural(), "create").toString();
    JsonNode created = client.create(operation, Request.post(path, Json.write(labelled)), refused);
    requireNew(operation, created, labels, refused);
    return operation.requireId(idOf(created));
  }

  /** The labels of a specification and those by which this library finds the object. */
  static Map<String, String> merged(Map<String, String> own, Map<String, String> marks) {
    Map<String, String> labels = new LinkedHashMap<>(own);
    labels.putAll(marks);
    return labels;
  }

  /** Checks that the object is new, if the engine does not. */
  void requireNew(
      Operation operation, JsonNode created, Map<String, String> labels, Runnable refused) {}

  static NameConflictException existsAlready(Operation operation) {
    String words = "it already exists";
    String message = operation + ": " + words + "; use it by its name, or choose another name";
    return new NameConflictException(message, operation.name(), 409, words);
  }

  @Override
  public final List<LabelledObject> labelled(String label, String value, Duration limit) {
    Operation operation = operation("list", "with label " + label);
    return List.copyOf(
        list(
            Map.of("label", List.of(label + "=" + value)),
            limit,
            it ->
                new LabelledObject(
                    operation.requireId(idOf(it)),
                    JsonFields.text(it.path("Name")),
                    JsonFields.map(it.path("Labels")))));
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
    return List.copyOf(list(Map.of(), timeouts().response(), this::read));
  }

  private <T> List<T> list(
      Map<String, List<String>> filters, Duration limit, Function<JsonNode, T> reading) {
    RequestPath path = client.path(plural());
    if (!filters.isEmpty()) {
      path.with("filters", Json.write(filters));
    }
    Operation operation = new Operation("list", kind + "s");
    JsonNode json = client.json(operation, Request.get(path.toString()), limit);
    return client.read(operation, json, all -> JsonFields.requiredAll(listed(all), reading));
  }

  /** Removes an object; fails if there is none, or if it is in use. */
  public final void remove(String id) {
    client.call(operation("remove", id), Request.delete(path(id)));
  }

  @Override
  public final Removal tryRemove(String id, Duration limit) {
    return Removal.of(client.ask(operation("remove", id), Request.delete(path(id)), limit));
  }

  @Override
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
