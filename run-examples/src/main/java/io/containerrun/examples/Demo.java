package io.containerrun.examples;

import io.containerrun.ContainerRun;
import io.containerrun.Violation;
import io.containerrun.engine.Engine;
import io.containerrun.engine.Ready;
import io.containerrun.engine.RunResult;
import io.containerrun.engine.RunningContainer;
import io.containerrun.value.HealthCheck;
import io.containerrun.value.Signal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * The main job, shown on a real engine: describe a run, check it, execute it, control it.
 *
 * <p>It uses the small images {@code containerrun/base} and {@code containerrun/web} that {@code
 * ./demo} builds beforehand.
 */
public final class Demo {

  private Demo() {}

  /** Runs the demo and cleans up. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (Engine engine = Engine.connect()) {
      System.out.println("engine at " + engine.address() + ", API " + engine.apiVersion());
      oneShot(engine);
      service(engine);
    }
    broken();
    System.out.println("\nThe program DockerRun, beside this one, is docker run itself.");
    System.out.println("All containers of this demo are stopped and removed.");
  }

  private static void oneShot(Engine engine) {
    title("1. Typed Java is a docker run line, and back");
    ContainerRun job =
        ContainerRun.of("containerrun/base")
            .remove()
            .memory("64m")
            .env("WHO", "world")
            .command("sh", "-c", "echo hello $WHO; echo to stderr >&2; exit 13");
    System.out.println(job.toJava());
    System.out.println("\n" + job.toCommandLine());

    title("2. One run: output and exit code in one call");
    RunResult result = engine.run(job);
    System.out.print("stdout:    " + result.stdout());
    System.out.print("stderr:    " + result.stderr());
    System.out.println("exit code: " + result.exitCode());
  }

  private static void service(Engine engine) throws IOException, InterruptedException {
    title("3. A service: limits, health check, random port");
    ContainerRun web =
        ContainerRun.of("containerrun/web")
            .memory("64m")
            .cpus(0.5)
            .pidsLimit(50)
            .init()
            .stopSignal(Signal.TERM)
            .health(HealthCheck.shell("wget -q -O - localhost").every(Duration.ofSeconds(1)))
            .publish(80);
    System.out.println(web);
    Ready healthy = Ready.healthy().timeout(Duration.ofSeconds(30));
    try (RunningContainer server = engine.start(web, healthy)) {
      System.out.println("healthy as " + server.name() + " on port " + server.port(80));
      URI page = URI.create("http://localhost:" + server.port(80) + "/");
      String body =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
              .body();
      System.out.print("GET " + page + " -> " + body);
      System.out.println("its logs:\n" + server.logs().indent(2).stripTrailing());
      server.stop();
      System.out.println("stopped with exit code " + server.waitFor());
    }
  }

  private static void broken() {
    title("4. A run that cannot work never reaches an engine");
    ContainerRun broken =
        ContainerRun.parse("--memory 4m --rm --restart always -w srv --name x alpine");
    System.out.println(broken);
    for (Violation violation : broken.validate()) {
      System.out.println("- " + violation.message());
    }
  }

  private static void title(String text) {
    System.out.println("\n== " + text + "\n");
  }
}
