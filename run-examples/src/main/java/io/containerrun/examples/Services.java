package io.containerrun.examples;

import io.containerrun.ContainerRun;
import io.containerrun.engine.ContainerFilter;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.LogQuery;
import io.containerrun.engine.Output;
import io.containerrun.engine.Ready;
import io.containerrun.engine.RunningContainer;
import io.containerrun.engine.Subscription;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.info.ContainerStats;
import io.containerrun.engine.info.ContainerStatus;
import io.containerrun.engine.info.ContainerSummary;
import io.containerrun.value.HealthCheck;
import io.containerrun.value.Size;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Services and existing containers: state, logs, resource usage, limits. */
public final class Services {

  /** Builds of busybox differ in the option by which nc serves several connections. */
  private static final String GREETER =
      "echo starting; echo careful >&2; touch /tmp/up;"
          + " nc -ll -p 80 -e echo hello || nc -lk -p 80 -e echo hello";

  private Services() {}

  /**
   * Runs the examples.
   *
   * @param args an image with a shell; {@code alpine:3} by default
   */
  public static void main(String[] args) throws IOException {
    String image = args.length > 0 ? args[0] : "alpine:3";
    ContainerRun greeter =
        ContainerRun.of(image)
            .label("app", "greeter")
            .stopTimeout(Duration.ofSeconds(1))
            .command("sh", "-c", GREETER);
    try (Engine engine = Engine.connect()) {
      service(engine, greeter);
      limits(engine, greeter);
      existing(engine, greeter);
    }
  }

  private static void service(Engine engine, ContainerRun greeter) throws IOException {
    // region service
    ContainerRun run = greeter.publish(80).memory("64m");
    Ready listening = Ready.port(80).timeout(Duration.ofSeconds(30));
    try (RunningContainer service = engine.start(run, listening);
        Socket socket = new Socket()) {
      socket.connect(service.address(80));
      byte[] greeting = socket.getInputStream().readAllBytes();
      System.out.print(new String(greeting, StandardCharsets.UTF_8)); // hello
    } // stopped and removed
    // endregion
  }

  private static void limits(Engine engine, ContainerRun greeter) {
    // region limits
    Engine limited = engine.within(Duration.ofMinutes(2)); // with the pull, and until it is ready
    try (RunningContainer service = limited.start(greeter, Ready.log("starting"))) {
      byte[] hosts = service.within(Duration.ofSeconds(10)).read("/etc/hosts");
      System.out.println(hosts.length > 0);
      service.within(Duration.ofMillis(500)).waitFor();
    } catch (EngineException late) {
      System.out.println(late.getMessage()); // wait for container 0123456789ab: not done within…
    }
    // endregion
  }

  private static void existing(Engine engine, ContainerRun greeter) {
    HealthCheck check = HealthCheck.shell("test -e /tmp/up").every(Duration.ofMillis(200));
    try (RunningContainer started = engine.start(greeter.health(check))) {
      String name = started.name();
      // region existing
      ContainerHandle container = engine.container(name);
      container.awaitHealthy(Duration.ofSeconds(30));
      ContainerDetails inspection = container.inspect();
      System.out.println(inspection.state().status() + ", " + inspection.state().health().status());
      container.update(run -> run.memory("128m").memorySwap(Size.mebibytes(128)));
      // endregion
      list(engine);
      logs(container);
      stats(container);
      stop(container);
    }
  }

  private static void list(Engine engine) {
    // region list
    ContainerFilter greeters =
        ContainerFilter.standard().label("app", "greeter").status(ContainerStatus.RUNNING);
    for (ContainerSummary summary : engine.containers(greeters)) {
      ContainerHandle container = engine.container(summary);
      System.out.println(summary.image() + " is up: " + container.isRunning());
    }
    // endregion
  }

  private static void logs(ContainerHandle container) {
    // region logs
    System.out.print(container.logs(LogQuery.standard().only(StandardStream.STDERR).tail(10)));
    Output shown = Output.toLines(line -> System.out.println("log: " + line));
    try (Subscription log = container.followLogs(LogQuery.standard(), shown)) {
      boolean ended = log.await(Duration.ofSeconds(1));
      System.out.println(ended ? "log ended" : "still running");
    }
    // endregion
  }

  private static void stats(ContainerHandle container) {
    // region stats
    ContainerStats now = container.stats();
    System.out.printf("%.1f %% of a processor, %s%n", now.cpuPercent(), now.memory());
    try (Subscription samples =
        container.stats(it -> System.out.println("uses " + it.processes()))) {
      samples.await(Duration.ofSeconds(3));
    }
    // endregion
  }

  private static void stop(ContainerHandle container) {
    // region stop
    CompletableFuture<Integer> exit = container.onExit();
    container.stop(Duration.ofSeconds(1));
    System.out.println("exited with " + exit.join());
    // endregion
  }
}
