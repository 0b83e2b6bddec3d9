package io.containerrun.engine.internal.run;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.api.ContainerApi;
import io.containerrun.engine.internal.api.EventHistory;
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

  private final ContainerApi api;
  private final EventHistory events;

  OutOfMemory(ContainerApi api, ExecutorService threads) {
    this.api = api;
    this.events = new EventHistory(api.client(), threads);
  }

  /**
   * Looks. It is for information: where the engine does not tell, the answer is no.
   *
   * @param removed whether the engine has removed the container
   */
  boolean struck(String id, boolean removed) {
    try {
      return removed ? inEvents(id) : api.inspect(id).state().oomKilled();
    } catch (ContainerRunException | RejectedExecutionException untold) {
      LOG.debug("container {}: {}", id, untold.getMessage());
      return false;
    }
  }

  /** The kernel strikes before the engine removes, so the first of both events decides. */
  private boolean inEvents(String id) {
    return events
        .first(id, "oom", "destroy")
        .filter(event -> event.path("Action").asText().equals("oom"))
        .isPresent();
  }
}
