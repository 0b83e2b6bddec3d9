package io.containerrun.engine;

import io.containerrun.engine.internal.Discovery;
import io.containerrun.engine.internal.Settings;
import io.containerrun.engine.internal.SystemCaller;
import io.containerrun.engine.internal.ThisSession;
import io.containerrun.engine.internal.connection.Connection;
import io.containerrun.engine.internal.connection.DefaultConnection;
import io.containerrun.engine.internal.connection.Endpoint;
import io.containerrun.engine.internal.connection.Request;
import io.containerrun.engine.internal.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Looks from the side at the containers of this process. */
final class LabelledContainers {

  private LabelledContainers() {}

  static Set<String> ids() {
    return ids("{\"label\":[\"" + ThisSession.label() + "\"]}");
  }

  static Set<String> named(String name) {
    return ids("{\"name\":[\"^/" + name + "$\"]}");
  }

  /** Those of a name that run, or will run again. */
  static Set<String> active(String name) {
    return ids(
        "{\"name\":[\"^/" + name + "$\"],\"status\":[\"running\",\"restarting\",\"created\"]}");
  }

  private static Set<String> ids(String filters) {
    ExecutorService threads = Executors.newCachedThreadPool();
    Endpoint endpoint = new Discovery(new SystemCaller()).find(Settings.NONE).endpoint();
    try (Connection connection = new DefaultConnection(endpoint, threads)) {
      String query = URLEncoder.encode(filters, StandardCharsets.UTF_8);
      Request request = Request.get("/containers/json?all=1&filters=" + query);
      Set<String> ids = new TreeSet<>();
      Json.read(connection.call(request, Duration.ofSeconds(30)).body())
          .forEach(it -> ids.add(it.path("Id").asText()));
      return ids;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupt) {
      throw new IllegalStateException(interrupt);
    } finally {
      threads.shutdownNow();
    }
  }
}
