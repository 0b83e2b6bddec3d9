package io.containerrun.engine;

import io.containerrun.engine.internal.config.Discovery;
import io.containerrun.engine.internal.config.EngineSettings;
import io.containerrun.engine.internal.config.ProcessEnvironment;
import io.containerrun.engine.internal.http.Connection;
import io.containerrun.engine.internal.http.DefaultConnection;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes a container from the side that nobody has started yet. */
final class UnstartedContainer {

  private UnstartedContainer() {}

  static String create(String image, String... command) {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (Connection connection =
        new DefaultConnection(
            new Discovery(new ProcessEnvironment()).find(EngineSettings.NONE).endpoint(),
            threads)) {
      String body = Json.write(Map.of("Image", image, "Cmd", List.of(command)));
      Request request = Request.post("/containers/create", body);
      return Json.read(connection.call(request, Duration.ofSeconds(30)).body()).path("Id").asText();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupt) {
      throw new IllegalStateException(interrupt);
    } finally {
      threads.shutdownNow();
    }
  }
}
