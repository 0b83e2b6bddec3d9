package io.containerrun.engine.internal.handle;

import io.containerrun.engine.EngineException;
import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.internal.api.ApiClient;
import io.containerrun.engine.internal.config.ResolvedEngine;
import io.containerrun.engine.internal.http.Connection;
import io.containerrun.engine.internal.http.Endpoint;
import io.containerrun.engine.internal.http.EngineAddress;
import io.containerrun.engine.internal.util.Timeouts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An engine that has responded, at the address that was resolved or at one of its alternatives. */
record ConnectedEngine(EngineAddress address, Connection connection, ApiClient client) {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectedEngine.class);

  /** The longest time for the response of an engine that nobody has asked for. */
  private static final Duration ALTERNATIVE_LIMIT = Duration.ofSeconds(5);

  /**
   * Connects to the engine.
   *
   * @param threads execute exchanges; not closed here
   * @throws EngineUnavailableException if no engine responds; the message lists each address
   */
  static ConnectedEngine to(ResolvedEngine engine, Timeouts timeouts, ExecutorService threads) {
    try {
      return at(engine.endpoint(), engine, timeouts, threads);
    } catch (EngineUnavailableException failure) {
      if (engine.alternatives().isEmpty()) {
        throw failure;
      }
      return atAlternative(failure, engine, timeouts, threads);
    }
  }

  private static ConnectedEngine atAlternative(
      EngineUnavailableException first,
      ResolvedEngine engine,
      Timeouts timeouts,
      ExecutorService threads) {
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put(first.address(), first.engineMessage());
    for (Endpoint endpoint : engine.alternatives()) {
      try {
        ConnectedEngine found = at(endpoint, engine, timeouts, threads);
        LOG.info("no engine answers at {}; using the one at {}", first.address(), endpoint);
        return found;
      } catch (EngineException failure) {
        reasons.put(endpoint.toString(), failure.engineMessage());
        first.addSuppressed(failure);
      }
    }
    throw unavailable(first, reasons);
  }

  private static EngineUnavailableException unavailable(
      EngineUnavailableException first, Map<String, String> reasons) {
    String words =
        reasons.entrySet().stream()
            .map(it -> it.getKey() + ": " + it.getValue())
            .collect(Collectors.joining(", nor at "));
    String message =
        "no engine answers at "
            + words
            + "; start one, or name its address in DOCKER_HOST or Engine.connect(host)";
    EngineUnavailableException failure =
        new EngineUnavailableException(message, first.operation(), first.address(), words);
    failure.causedBy(first);
    return failure;
  }

  private static ConnectedEngine at(
      Endpoint endpoint, ResolvedEngine engine, Timeouts timeouts, ExecutorService threads) {
    Connection connection = endpoint.connect(threads);
    EngineAddress address = endpoint.address();
    try {
      if (engine.alternatives().contains(endpoint)) {
        requireResponse(address, connection, timeouts, engine);
      }
      return new ConnectedEngine(
          address,
          connection,
          ApiClient.negotiate(address, connection, timeouts, engine.apiVersion()));
    } catch (RuntimeException unavailable) {
      connection.close();
      throw unavailable;
    }
  }

  private static void requireResponse(
      EngineAddress address, Connection connection, Timeouts timeouts, ResolvedEngine engine) {
    Duration limit =
        timeouts.response().compareTo(ALTERNATIVE_LIMIT) < 0
            ? timeouts.response()
            : ALTERNATIVE_LIMIT;
    Timeouts brief = new Timeouts(limit, timeouts.start(), timeouts.pull(), timeouts.removal());
    var unused = ApiClient.negotiate(address, connection, brief, engine.apiVersion());
  }
}
