package io.containerrun.engine;

import io.containerrun.engine.internal.Discovery;
import io.containerrun.engine.internal.Settings;
import io.containerrun.engine.internal.SystemCaller;
import io.containerrun.engine.internal.connection.Connection;
import io.containerrun.engine.internal.connection.DefaultConnection;
import io.containerrun.engine.internal.connection.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Removes what a test left behind on purpose. */
final class TestCleanup {

  private TestCleanup() {}

  static void remove(String id) {
    delete("/containers/" + id + "?force=1&v=1");
  }

  static void removeImage(String name) {
    delete("/images/" + name + "?force=1");
  }

  private static void delete(String path) {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (Connection connection =
        new DefaultConnection(
            new Discovery(new SystemCaller()).find(Settings.NONE).endpoint(), threads)) {
      connection.call(Request.delete(path), Duration.ofSeconds(30));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupt) {
      throw new IllegalStateException(interrupt);
    } finally {
      threads.shutdownNow();
    }
  }
}
