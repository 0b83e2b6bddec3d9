package io.containerrun.examples;

import io.containerrun.ContainerRun;
import io.containerrun.engine.Engine;
import io.containerrun.engine.NotReadyException;
import io.containerrun.engine.Ready;
import io.containerrun.engine.RunningContainer;
import io.containerrun.value.HealthCheck;
import java.net.Socket;
import java.time.Duration;

/** Conditions under which containers are ready. */
public final class Readiness {

  /** Starts twice, as PostgreSQL does with empty data. */
  private static final String DATABASE =
      "echo accepting connections; sleep 0.2; echo restarting; touch /tmp/data;"
          + " echo accepting connections; sleep 60";

  private static final String SHOP = "mkdir -p /w; echo catalog >/w/up; httpd -f -p 80 -h /w";

  private Readiness() {}

  /**
   * Runs the examples.
   *
   * @param args an image with a shell and busybox's httpd; {@code busybox} by default
   */
  public static void main(String[] args) {
    String image = args.length > 0 ? args[0] : "busybox";
    ContainerRun database = shell(image, DATABASE);
    ContainerRun shop = shell(image, SHOP).publish(80);
    try (Engine engine = Engine.connect()) {
      composed(engine, database);
      http(engine, shop, "t0ken");
      program(engine, shop);
      alternatives(engine, shop);
      failure(engine, shop);
      unhealthy(engine, database);
      exited(engine, shell(image, "echo migrated; exit 0"));
    }
  }

  private static ContainerRun shell(String image, String script) {
    return ContainerRun.of(image).command("sh", "-c", script);
  }

  private static void composed(Engine engine, ContainerRun database) {
    // region composed
    Ready ready =
        Ready.all(
            Ready.log("accepting connections").times(2), // it starts once to prepare its data
            Ready.exec("test", "-e", "/tmp/data"));
    try (RunningContainer service = engine.start(database, ready.timeout(Duration.ofMinutes(2)))) {
      System.out.println("the database is ready: " + service.isRunning());
    }
    // endregion
  }

  private static void http(Engine engine, ContainerRun shop, String token) {
    // region http
    Ready catalog =
        Ready.http(80, "/up")
            .header("Authorization", "Bearer " + token)
            .status(200)
            .responseBody("^catalog");
    try (RunningContainer service = engine.start(shop, catalog)) {
      System.out.println("the catalog is ready");
      service.awaitReady(Ready.http(80, "/up?verbose").method("HEAD"));
    }
    // endregion
  }

  private static void program(Engine engine, ContainerRun shop) {
    // region program
    Ready connects =
        Ready.when(
            container -> {
              try (Socket socket = new Socket()) {
                socket.connect(container.address(80));
                return socket.isConnected();
              }
            });
    engine.start(shop, connects).close();
    // endregion
    System.out.println("connected");
  }

  private static void alternatives(Engine engine, ContainerRun shop) {
    // region alternatives
    Ready listening = Ready.any(Ready.log("listening on port 80"), Ready.port(80));
    engine.start(shop, listening).close();
    // endregion
    System.out.println("listening");
  }

  private static void failure(Engine engine, ContainerRun shop) {
    // region failure
    Ready missing = Ready.http(80, "/missing").timeout(Duration.ofSeconds(1));
    try (RunningContainer service = engine.start(shop, missing)) {
      System.out.println("ready: " + service);
    } catch (NotReadyException late) {
      System.out.println(late.getMessage());
      // container 0123456789ab took longer than 1000 ms before it responded on 80/missing
      // at http://127.0.0.1:32768; the last attempt: the response was 404 Not Found: …
    }
    // endregion
  }

  private static void unhealthy(Engine engine, ContainerRun database) {
    // region unhealthy
    HealthCheck check =
        HealthCheck.shell("echo no space left; exit 1").every(Duration.ofMillis(200)).retries(2);
    try (RunningContainer service = engine.start(database.health(check), Ready.healthy())) {
      System.out.println("healthy: " + service);
    } catch (NotReadyException unhealthy) {
      System.out.println(unhealthy.getMessage());
      // container 0123456789ab is unhealthy; its last health probe ended with 1: no space left
    }
    // endregion
  }

  private static void exited(Engine engine, ContainerRun migration) {
    // region exited
    try (RunningContainer done = engine.start(migration, Ready.log("migrated"))) {
      System.out.println("migrated, exited with " + done.waitFor());
    }
    // endregion
  }
}
