package io.containerrun.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.internal.connection.Request;
import io.containerrun.engine.internal.connection.StreamedAnswer;
import java.util.Map;

/** The calls that look into one container. May be shared between threads. */
public final class InsightCalls {

  private final EngineApi api;
  private final String id;

  /** Creates them for one container. */
  public InsightCalls(EngineApi api, String id) {
    this.api = api;
    this.id = id;
  }

  /** All that the engine knows about it. */
  public JsonNode inspect() {
    return json("inspect container", path("/json"));
  }

  /**
   * Output that the engine has kept, in frames or raw as it was attached.
   *
   * @param follow whether to go on with what is written from now on
   */
  public StreamedAnswer logs(Map<String, String> query, boolean follow) {
    return stream("read logs of container", path("/logs").with(query).when(follow, "follow"));
  }

  /** What it uses now; takes a second or two, as use is counted over a time. */
  public JsonNode sample() {
    return json("read stats of container", path("/stats").with("stream", 0));
  }

  /** What it uses, each second. */
  public StreamedAnswer samples() {
    return stream("read stats of container", path("/stats").with("stream", 1));
  }

  /**
   * Its processes.
   *
   * @param psArguments which columns, in the words of {@code ps}; empty for the engine's own
   */
  public JsonNode processes(String psArguments) {
    Query path = path("/top");
    return json(
        "list processes of container",
        psArguments.isEmpty() ? path : path.with("ps_args", psArguments));
  }

  /** What differs from the image. */
  public JsonNode changes() {
    return json("list changes of container", path("/changes"));
  }

  private JsonNode json(String operation, Query path) {
    Request request = Request.get(path.toString());
    return api.calls().json(operation(operation), request, api.limits().answer());
  }

  private StreamedAnswer stream(String operation, Query path) {
    Request request = Request.get(path.toString());
    return api.calls().stream(operation(operation), request, api.limits().answer());
  }

  private Query path(String below) {
    return api.path("/containers/" + id + below);
  }

  private Operation operation(String name) {
    return Operation.container(name, id);
  }
}
