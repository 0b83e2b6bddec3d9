package io.containerrun.engine.internal.run;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.info.ContainerState;
import io.containerrun.engine.internal.api.ContainerApi;
import io.containerrun.engine.internal.api.EventHistory;
import io.containerrun.engine.internal.json.JsonFields;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the exit code of a container if a wait does not report it: from inspect, or from the last
 * events if the container has been removed. Otherwise the code is unknown. May be shared between
 * threads.
 */
final class ExitCodes {

  private static final Logger LOG = LoggerFactory.getLogger(ExitCodes.class);

  private final ContainerApi api;
  private final EventHistory events;

  ExitCodes(ContainerApi api, ExecutorService threads) {
    this.api = api;
    this.events = new EventHistory(api.client(), threads);
  }

  /** The exit code of the last run; empty if the container runs, or if the code is unknown. */
  Optional<Integer> find(String id) {
    try {
      Optional<ContainerDetails> container = api.find(id);
      OptionalInt code = container.isPresent() ? exitCode(container.get().state()) : inEvents(id);
      return code.isPresent() ? Optional.of(code.getAsInt()) : Optional.empty();
    } catch (ContainerRunException | RejectedExecutionException unknown) {
      LOG.debug("container {}: {}", id, unknown.getMessage());
      return Optional.empty();
    }
  }

  private static OptionalInt exitCode(ContainerState state) {
    return state.status().hasEnded() ? state.exitCode() : OptionalInt.empty();
  }

  /** The exit code of the first exit of a container that the engine may start again. */
  OptionalInt ofFirstExit(String id) {
    try {
      OptionalInt first = inEvents(id);
      return first.isPresent() ? first : ofOnlyExit(id);
    } catch (ContainerRunException | RejectedExecutionException unknown) {
      LOG.debug("container {}: {}", id, unknown.getMessage());
      return ofOnlyExit(id);
    }
  }

  private OptionalInt ofOnlyExit(String id) {
    return api.find(id)
        .filter(container -> container.restartCount() == 0)
        .map(container -> exitCode(container.state()))
        .orElse(OptionalInt.empty());
  }

  private OptionalInt inEvents(String id) {
    return events
        .first(id, "die")
        .map(event -> event.path("Actor").path("Attributes").path("exitCode"))
        // The attributes of events are texts.
        .map(JsonFields::printedInteger)
        .orElse(OptionalInt.empty());
  }
}
