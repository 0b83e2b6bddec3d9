package io.containerrun.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.connection.Request;
import io.containerrun.engine.internal.connection.StreamedAnswer;
import io.containerrun.engine.internal.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether the kernel ended a container for want of memory. A container that is still
 * there knows it itself; of one that was removed the engine's last events tell it.
 */
final class OutOfMemory {

  private static final Logger LOG = LoggerFactory.getLogger(OutOfMemory.class);

  /** Engines keep the last events, and send them at once. */
  private static final Duration ENOUGH = Duration.ofSeconds(2);

  private final EngineApi api;
  private final ExecutorService threads;

  OutOfMemory(EngineApi api, ExecutorService threads) {
    this.api = api;
    this.threads = threads;
  }

  /**
   * Looks. It is for information: where the engine does not tell, the answer is no.
   *
   * @param removed whether the engine has removed the container
   */
  boolean struck(String id, boolean removed) {
    try {
      return removed ? inEvents(id) : inContainer(id);
    } catch (ContainerRunException | RejectedExecutionException untold) {
      LOG.debug("container {}: {}", id, untold.getMessage());
      return false;
    }
  }

  private boolean inContainer(String id) {
    Request request = Request.get(api.path("/containers/" + id + "/json").toString());
    Operation operation = Operation.container("inspect container", id);
    JsonNode container = api.calls().json(operation, request, api.limits().answer());
    return container.path("State").path("OOMKilled").asBoolean();
  }

  private boolean inEvents(String id) {
    String filters =
        Json.write(Map.of("container", List.of(id), "event", List.of("oom", "destroy")));
    Query path = api.path("/events").with("since", 1).with("filters", filters);
    Operation operation = Operation.container("read events of container", id);
    try (StreamedAnswer answer =
        api.calls().stream(operation, Request.get(path.toString()), api.limits().answer())) {
      CompletableFuture<Boolean> first = new CompletableFuture<>();
      threads.execute(() -> readFirst(answer, first));
      return Waiting.on(first, ENOUGH, operation.toString()).orElse(false);
    }
  }

  /** The kernel strikes before the engine removes, so the first of both events decides. */
  private static void readFirst(StreamedAnswer answer, CompletableFuture<Boolean> first) {
    try (MappingIterator<JsonNode> events = Json.readAll(answer.body())) {
      first.complete(
          events.hasNextValue() && events.nextValue().path("Action").asText().equals("oom"));
    } catch (IOException | RuntimeException broken) {
      first.completeExceptionally(broken);
    }
  }
}
