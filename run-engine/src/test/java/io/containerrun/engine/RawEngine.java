package io.containerrun.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.internal.Discovery;
import io.containerrun.engine.internal.Settings;
import io.containerrun.engine.internal.SystemCaller;
import io.containerrun.engine.internal.connection.Answer;
import io.containerrun.engine.internal.connection.Connection;
import io.containerrun.engine.internal.connection.DefaultConnection;
import io.containerrun.engine.internal.connection.Endpoint;
import io.containerrun.engine.internal.connection.Request;
import io.containerrun.engine.internal.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The engine of the integration tests, seen from the side: calls that the library does not make.
 */
final class RawEngine {

  private RawEngine() {}

  /** What the engine says about a container. */
  static JsonNode inspect(String container) {
    return ask(Request.get("/containers/" + container + "/json"));
  }

  /** The answer's JSON, whatever its status. */
  static JsonNode ask(Request request) {
    try {
      return Json.read(send(request).body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Answer send(Request request) {
    ExecutorService threads = Executors.newCachedThreadPool();
    Endpoint endpoint = new Discovery(new SystemCaller()).find(Settings.NONE).endpoint();
    try (Connection connection = new DefaultConnection(endpoint, threads)) {
      return connection.call(request, Duration.ofSeconds(30));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupt) {
      throw new IllegalStateException(interrupt);
    } finally {
      threads.shutdownNow();
    }
  }
}
