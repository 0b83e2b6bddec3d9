package io.containerrun.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ContainerRunException;
import io.containerrun.Target;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.NameConflictException;
import io.containerrun.engine.internal.Resource.Kind;
import io.containerrun.engine.internal.connection.Answer;
import io.containerrun.engine.internal.connection.Request;
import io.containerrun.engine.internal.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The calls on networks and volumes. May be shared between threads. */
public final class ResourceApi {

  private static final int LOOKS = 5;
  private static final long PAUSE_MILLIS = 100;

  private final EngineApi api;

  /** Creates one for an engine. */
  public ResourceApi(EngineApi api) {
    this.api = api;
  }

  /**
   * Creates one and gives the engine's answer. Where it is given up, nothing is left behind.
   *
   * @param name for messages; empty for one that the engine makes up
   * @param body of the request, without labels
   * @throws NameConflictException if there is one of that name
   */
  public JsonNode create(
      Kind kind, String name, Map<String, Object> body, Map<String, String> labels) {
    String mark = UUID.randomUUID().toString();
    Map<String, String> marked = new LinkedHashMap<>(labels);
    marked.put(Creator.SESSION_LABEL, Creator.SESSION);
    marked.put(Creator.RUN_LABEL, mark);
    Map<String, Object> whole = new LinkedHashMap<>(body);
    whole.put("Labels", marked);
    Operation operation = new Operation("create " + kind, name);
    String path = api.path(kind.path() + "/create").toString();
    try {
      JsonNode created = json(operation, Request.post(path, Json.write(whole)));
      requireOurs(operation, kind, created, mark);
      return created;
    } catch (ContainerRunException failure) {
      boolean refused = failure instanceof EngineException engine && engine.status().isPresent();
      if (!refused) {
        Waiting.uninterrupted(() -> removeWhatCame(kind, mark, failure));
      }
      throw failure;
    }
  }

  /** An engine that has a volume of that name answers as if it had made it. */
  private static void requireOurs(Operation operation, Kind kind, JsonNode created, String mark) {
    if (kind == Kind.VOLUME
        && !created.path("Labels").path(Creator.RUN_LABEL).asText().equals(mark)) {
      String words = "there is one of that name already";
      throw new NameConflictException(
          operation + ": " + words + "; use it by its name, or take another name",
          operation.name(),
          409,
          words);
    }
  }

  /** Nobody has the id, and the engine may still be at it. */
  private void removeWhatCame(Kind kind, String mark, ContainerRunException failure) {
    try {
      for (int look = 0; look < LOOKS; look++) {
        for (JsonNode found :
            list(kind, Map.of("label", List.of(Creator.RUN_LABEL + "=" + mark)))) {
          remove(new Resource(kind, idOf(kind, found)));
          return;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (ContainerRunException unreachable) {
      failure.addSuppressed(unreachable);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }

  /** The id in the engine's words on one: volumes are known by their names. */
  public static String idOf(Kind kind, JsonNode json) {
    return json.path(kind == Kind.NETWORK ? "Id" : "Name").asText();
  }

  /** What the engine knows about one. */
  public JsonNode inspect(Resource resource) {
    return json(resource.operation("inspect"), Request.get(path(resource)));
  }

  /** Whether the engine has one. */
  public boolean exists(Resource resource) {
    try {
      inspect(resource);
      return true;
    } catch (EngineException failure) {
      if (failure.status().orElse(0) == 404) {
        return false;
      }
      throw failure;
    }
  }

  /** All of a kind. */
  public List<JsonNode> list(Kind kind) {
    return list(kind, Map.of());
  }

  private List<JsonNode> list(Kind kind, Map<String, List<String>> filters) {
    Query path = api.path(kind.path());
    if (!filters.isEmpty()) {
      path.with("filters", Json.write(filters));
    }
    JsonNode answer = json(new Operation("list", kind + "s"), Request.get(path.toString()));
    List<JsonNode> found = new ArrayList<>();
    (kind == Kind.VOLUME ? answer.path("Volumes") : answer).forEach(found::add);
    return found;
  }

  /** Removes one; fails if there is none, or if it is in use. */
  public void remove(Resource resource) {
    api.calls()
        .call(resource.operation("remove"), Request.delete(path(resource)), api.limits().answer());
  }

  /** Removes one that may be gone already. */
  void removeIfThere(Resource resource) {
    Operation operation = resource.operation("remove");
    Answer answer =
        api.calls().ask(operation, Request.delete(path(resource)), api.limits().answer());
    if (answer.status() >= 400 && answer.status() != 404) {
      throw Refusals.of(operation, answer.status(), Json.refusal(answer.body()));
    }
  }

  /** What rules need to know about the engine. */
  public Target target() {
    return api.target();
  }

  /**
   * Connects a container to a network.
   *
   * @param endpoint how, as the engine takes it
   */
  public void connect(String network, String container, Map<String, Object> endpoint) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("Container", container);
    body.put("EndpointConfig", endpoint);
    attach(network, "connect", "connect network", body);
  }

  /** Disconnects a container from a network. */
  public void disconnect(String network, String container) {
    attach(network, "disconnect", "disconnect network", Map.of("Container", container));
  }

  private void attach(String network, String action, String operation, Map<String, Object> body) {
    String path = path(new Resource(Kind.NETWORK, network)) + "/" + action;
    Request request = Request.post(path, Json.write(body));
    api.calls().call(new Operation(operation, network), request, api.limits().start());
  }

  private String path(Resource resource) {
    return api.path(resource.path()).toString();
  }

  private JsonNode json(Operation operation, Request request) {
    return api.calls().json(operation, request, api.limits().answer());
  }
}
