package io.containerrun.engine.internal.run;

import com.fasterxml.jackson.databind.JsonNode;
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
public final class ExitCodes {

  private static final Logger LOG = LoggerFactory.getLogger(ExitCodes.class);

  private final ContainerApi api;
  private final EventHistory events;

  /** Creates one for an engine. */
  public ExitCodes(ContainerApi api, ExecutorService threads) {
    this.api = api;
    this.events = new EventHistory(api.client(), threads);
  }

  /**
   * The exit code of a container that has ended; empty if it is unknown.
   *
   * @param container as the engine reports it; empty if it is gone
   */
  OptionalInt ofEnded(String id, Optional<ContainerDetails> container) {
    try {
      return container.isPresent() ? exitCode(container.get().state()) : inEvents(id);
    } catch (ContainerRunException | RejectedExecutionException unknown) {
      LOG.debug("container {}: {}", id, unknown.getMessage());
      return OptionalInt.empty();
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
        .map(event -> number(attribute(event, "exitCode")))
        .orElse(OptionalInt.empty());
  }

  /**
   * The exit code of a command in a container, by the engine's events. Once the connection for its
   * output has broken, Docker 20.10 reports 126 elsewhere.
   */
  public OptionalInt ofExec(String container, String exec) {
    try {
      return events
          .first(
              container,
              event -> JsonFields.text(attribute(event, "execID")).equals(exec),
              "exec_die")
          .map(event -> number(attribute(event, "exitCode")))
          .orElse(OptionalInt.empty());
    } catch (ContainerRunException | RejectedExecutionException unknown) {
      LOG.debug("exec in container {}: {}", container, unknown.getMessage());
      return OptionalInt.empty();
    }
  }

  private static JsonNode attribute(JsonNode event, String name) {
    return event.path("Actor").path("Attributes").path(name);
  }

  /** Reads a number; the attributes of events are texts. */
  private static OptionalInt number(JsonNode attribute) {
    try {
      return OptionalInt.of(Integer.parseInt(JsonFields.text(attribute)));
    } catch (NumberFormatException unknown) {
      return OptionalInt.empty();
    }
  }
}
