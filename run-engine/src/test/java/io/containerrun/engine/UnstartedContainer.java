package io.containerrun.engine;

import io.containerrun.engine.internal.Discovery;
import io.containerrun.engine.internal.Settings;
import io.containerrun.engine.internal.SystemCaller;
import io.containerrun.engine.internal.connection.Connection;
import io.containerrun.engine.internal.connection.DefaultConnection;
import io.containerrun.engine.internal.connection.Request;
import io.containerrun.engine.internal.wire.Json;
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
            new Discovery(new SystemCaller()).find(Settings.NONE).endpoint(), threads)) {
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
