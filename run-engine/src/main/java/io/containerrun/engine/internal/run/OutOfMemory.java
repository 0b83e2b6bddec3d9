package io.containerrun.engine.internal.run;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.api.ContainerApi;
import io.containerrun.engine.internal.api.EventHistory;
import io.containerrun.engine.internal.api.EventKinds;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether the kernel killed a process of a container because its memory ran out: from
 * inspect, or from the engine's last events if the container has been removed.
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
   * Whether memory ran out; false if the engine does not report it.
   *
   * @param removed whether the engine has removed the container
   */
  boolean occurred(String id, boolean removed) {
    try {
      return removed ? inEvents(id) : api.inspect(id).state().oomKilled();
    } catch (ContainerRunException | RejectedExecutionException unknown) {
      LOG.debug("container {}: {}", id, unknown.getMessage());
      return false;
    }
  }

  /** The kernel kills before the engine removes, so the first of both events decides. */
  private boolean inEvents(String id) {
    return events
        .first(id, "oom", "destroy")
        .filter(event -> EventKinds.of(event).equals("oom"))
        .isPresent();
  }
}
