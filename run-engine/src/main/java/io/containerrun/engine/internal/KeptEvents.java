package io.containerrun.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import io.containerrun.engine.internal.connection.Request;
import io.containerrun.engine.internal.connection.StreamedAnswer;
import io.containerrun.engine.internal.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** What an engine remembers of a container: its last events, also after its removal. */
final class KeptEvents {

  /** Engines send at once what they have kept. */
  private static final Duration ENOUGH = Duration.ofSeconds(2);

  private final EngineApi api;
  private final ExecutorService threads;

  KeptEvents(EngineApi api, ExecutorService threads) {
    this.api = api;
    this.threads = threads;
  }

  /** The first event of these kinds; empty where the engine has kept none. */
  Optional<JsonNode> first(String id, String... kinds) {
    String filters = Json.write(Map.of("container", List.of(id), "event", List.of(kinds)));
    Query path = api.path("/events").with("since", 1).with("filters", filters);
    Operation operation = Operation.container("read events of container", id);
    try (StreamedAnswer answer =
        api.calls().stream(operation, Request.get(path.toString()), api.limits().answer())) {
      CompletableFuture<Optional<JsonNode>> first = new CompletableFuture<>();
      threads.execute(() -> read(answer, first));
      return Waiting.on(first, ENOUGH, operation.toString()).flatMap(event -> event);
    }
  }

  private static void read(StreamedAnswer answer, CompletableFuture<Optional<JsonNode>> first) {
    try (MappingIterator<JsonNode> events = Json.readAll(answer.body())) {
      first.complete(events.hasNextValue() ? Optional.of(events.nextValue()) : Optional.empty());
    } catch (IOException | RuntimeException broken) {
      first.completeExceptionally(broken);
    }
  }
}
