package io.containerrun.engine.internal.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.info.ContainerState;
import io.containerrun.engine.internal.api.ContainerApi;
import io.containerrun.engine.internal.api.EventHistory;
import io.containerrun.engine.internal.json.JsonFields;
import java.time.Instant;
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
    return events.first(id, "die").map(ExitCodes::exitCode).orElse(OptionalInt.empty());
  }

  /** The exit code of the run that started at a time, by the events; empty if it is unknown. */
  OptionalInt ofLastRun(String id, Optional<Instant> started) {
    try {
      return events
          .first(id, it -> started.filter(instant(nanos(it))::isBefore).isEmpty(), "die")
          .map(ExitCodes::exitCode)
          .orElse(OptionalInt.empty());
    } catch (ContainerRunException | RejectedExecutionException unknown) {
      LOG.debug("container {}: {}", id, unknown.getMessage());
      return OptionalInt.empty();
    }
  }

  /**
   * The exit code of a command in a container, by the engine's events. Once the connection for its
   * output has broken, Docker 20.10 reports 126 elsewhere.
   */
  public OptionalInt ofExec(String container, String exec) {
    try {
      return events
          .first(container, event -> attribute(event, "execID").equals(exec), "exec_die")
          .map(ExitCodes::exitCode)
          .orElse(OptionalInt.empty());
    } catch (ContainerRunException | RejectedExecutionException unknown) {
      LOG.debug("exec in container {}: {}", container, unknown.getMessage());
      return OptionalInt.empty();
    }
  }

  private static String attribute(JsonNode event, String name) {
    return JsonFields.text(event.path("Actor").path("Attributes").path(name));
  }

  /** The time of an event by the engine's clock, in nanoseconds; 0 if it has none. */
  static long nanos(JsonNode event) {
    return JsonFields.whole(event.path("timeNano")).orElse(0);
  }

  /** The time that is so many nanoseconds after the epoch. */
  static Instant instant(long nanos) {
    return Instant.EPOCH.plusNanos(nanos);
  }

  /**
   * The exit code of an event; the attributes of events are texts. Podman also has one named {@code
   * containerExitCode}, which is 0 in all events of 4.3 but the exit itself.
   */
  static OptionalInt exitCode(JsonNode event) {
    return JsonFields.printedExitCode(event.path("Actor").path("Attributes").path("exitCode"));
  }
}
