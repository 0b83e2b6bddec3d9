package io.containerrun.engine.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.internal.config.Discovery;
import io.containerrun.engine.internal.config.EngineSettings;
import io.containerrun.engine.internal.config.ProcessEnvironment;
import io.containerrun.engine.internal.http.Connection;
import io.containerrun.engine.internal.http.DefaultConnection;
import io.containerrun.engine.internal.http.Endpoint;
import io.containerrun.engine.internal.http.EngineAddress;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.http.Response;
import io.containerrun.engine.internal.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The engine of the integration tests, seen from the side: calls that the library does not make.
 */
public final class RawEngine {

  private RawEngine() {}

  /** What the engine says about a container. */
  public static JsonNode inspect(String container) {
    return ask(Request.get("/containers/" + container + "/json"));
  }

  /** The answer's JSON, whatever its status. */
  public static JsonNode ask(Request request) {
    try {
      return Json.read(send(request).body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Its address. */
  public static EngineAddress address() {
    return endpoint().address();
  }

  private static Endpoint endpoint() {
    return new Discovery(new ProcessEnvironment()).find(EngineSettings.NONE).endpoint();
  }

  public static Response send(Request request) {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (Connection connection = new DefaultConnection(endpoint(), threads)) {
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
