package io.containerrun.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.internal.connection.Request;
import io.containerrun.engine.internal.wire.Json;
import java.util.List;
import java.util.Map;

/** The calls that look for containers. May be shared between threads. */
public final class ListCalls {

  private final EngineApi api;

  /** Creates them for one engine. */
  public ListCalls(EngineApi api) {
    this.api = api;
  }

  /**
   * The containers of an engine.
   *
   * @param all whether those count that do not run
   * @param filters the wanted values of each kind, such as {@code label}
   */
  public JsonNode containers(boolean all, Map<String, List<String>> filters) {
    Query path = api.path("/containers/json").when(all, "all");
    if (!filters.isEmpty()) {
      path.with("filters", Json.write(filters));
    }
    Operation operation = new Operation("list containers", all ? "in any state" : "that run");
    return api.calls().json(operation, Request.get(path.toString()), api.limits().answer());
  }
}
