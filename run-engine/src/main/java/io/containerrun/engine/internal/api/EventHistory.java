package io.containerrun.engine.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.http.RequestPath;
import io.containerrun.engine.internal.http.StreamingResponse;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.util.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** What an engine remembers of a container: its last events, also after its removal. */
public final class EventHistory {

  /** Engines send at once what they have kept. */
  private static final Duration ENOUGH = Duration.ofSeconds(2);

  private final ApiClient client;
  private final ExecutorService threads;

  public EventHistory(ApiClient client, ExecutorService threads) {
    this.client = client;
    this.threads = threads;
  }

  /** The first event of these kinds; empty where the engine has kept none. */
  public Optional<JsonNode> first(String id, String... kinds) {
    String filters = Json.write(Map.of("container", List.of(id), "event", List.of(kinds)));
    RequestPath path = client.path("events").with("since", 1).with("filters", filters);
    Operation operation = Operation.container("read events of container", id);
    try (StreamingResponse answer = client.stream(operation, Request.get(path.toString()))) {
      CompletableFuture<Optional<JsonNode>> first = new CompletableFuture<>();
      threads.execute(() -> read(answer, first));
      return Waiting.on(first, ENOUGH, operation.toString()).flatMap(event -> event);
    }
  }

  private static void read(StreamingResponse answer, CompletableFuture<Optional<JsonNode>> first) {
    try (MappingIterator<JsonNode> events = Json.readAll(answer.body())) {
      first.complete(events.hasNextValue() ? Optional.of(events.nextValue()) : Optional.empty());
    } catch (IOException | RuntimeException broken) {
      first.completeExceptionally(broken);
    }
  }
}
