package io.containerrun.engine.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.http.RequestPath;
import io.containerrun.engine.internal.http.StreamingResponse;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.JsonSequence;
import io.containerrun.engine.internal.util.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;

/** The last events of a container that the engine has kept, even after its removal. */
public final class EventHistory {

  /** Engines send kept events at once. */
  private static final Duration READ_LIMIT = Duration.ofSeconds(2);

  private final ApiClient client;
  private final ExecutorService threads;

  public EventHistory(ApiClient client, ExecutorService threads) {
    this.client = client;
    this.threads = threads;
  }

  /** The first event of these kinds; empty if the engine has kept none. */
  public Optional<JsonNode> first(String id, String... kinds) {
    return first(id, event -> true, kinds);
  }

  /** The first event of these kinds that fulfils a condition; empty if the engine has kept none. */
  public Optional<JsonNode> first(String id, Predicate<JsonNode> condition, String... kinds) {
    List<String> events = EventKinds.filter(client, List.of(kinds));
    String filters = Json.write(Map.of("container", List.of(id), "event", events));
    RequestPath path = client.path("events").with("since", 1).with("filters", filters);
    Operation operation = Operation.container("read events of container", id);
    try (StreamingResponse response = client.stream(operation, Request.get(path.toString()))) {
      CompletableFuture<Optional<JsonNode>> first = new CompletableFuture<>();
      threads.execute(() -> read(response, condition, first));
      return Waiting.on(first, READ_LIMIT, operation.toString()).flatMap(event -> event);
    }
  }

  private static void read(
      StreamingResponse response,
      Predicate<JsonNode> condition,
      CompletableFuture<Optional<JsonNode>> first) {
    try (JsonSequence events = Json.readAll(response.body())) {
      Optional<JsonNode> event = events.next();
      while (event.isPresent() && !condition.test(event.get())) {
        event = events.next();
      }
      first.complete(event);
    } catch (IOException | RuntimeException broken) {
      first.completeExceptionally(broken);
    }
  }
}
