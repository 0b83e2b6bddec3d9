package io.containerrun.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.connection.Request;
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

  private final EngineApi api;
  private final KeptEvents events;

  OutOfMemory(EngineApi api, ExecutorService threads) {
    this.api = api;
    this.events = new KeptEvents(api, threads);
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

  /** The kernel strikes before the engine removes, so the first of both events decides. */
  private boolean inEvents(String id) {
    return events
        .first(id, "oom", "destroy")
        .filter(event -> event.path("Action").asText().equals("oom"))
        .isPresent();
  }
}
