package io.containerrun.examples;

import io.containerrun.ContainerRun;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.CreatedNetwork;
import io.containerrun.engine.Engine;
import io.containerrun.engine.Invocation;
import io.containerrun.engine.NetworkSpec;
import io.containerrun.engine.Ready;
import io.containerrun.engine.RunResult;
import io.containerrun.engine.RunningContainer;
import io.containerrun.value.RestartPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Containers that get files and networks before they are started, and containers that are kept. */
public final class CreatedFirst {

  private CreatedFirst() {}

  /**
   * Runs the examples.
   *
   * @param args an image with a shell; {@code alpine:3} by default
   */
  public static void main(String[] args) throws IOException {
    ContainerRun shell = ContainerRun.of(args.length > 0 ? args[0] : "alpine:3");
    Path work = Files.createTempDirectory("created");
    Path settings = Files.writeString(work.resolve("app.conf"), "port = 8080\n");
    try (Engine engine = Engine.connect()) {
      create(engine, shell.command("sh", "-c", "cat /etc/app.conf; sleep 60"), settings);
      before(engine, shell.command("sh", "-c", "cat /etc/motd; sleep 60"));
      checked(engine, shell.remove().command("wc", "-l", "/etc/app.conf"), settings);
      kept(engine, shell.command("sleep", "600").stopTimeout(Duration.ofSeconds(1)));
    } finally {
      Files.delete(settings);
      Files.delete(work);
    }
  }

  private static void create(Engine engine, ContainerRun run, Path settings) {
    // region create
    try (CreatedNetwork backend = engine.networks().create(NetworkSpec.standard());
        RunningContainer app = engine.create(run)) {
      app.copyTo(settings, "/etc/app.conf");
      backend.connect(app, "app");
      app.start(Ready.log("port"));
      System.out.print(app.logs()); // port = 8080
    } // stopped and removed, also if it was never started
    // endregion
  }

  private static void before(Engine engine, ContainerRun run) {
    // region create-before
    Ready greets = Ready.log("welcome");
    try (RunningContainer app =
        engine.start(run, before -> before.copyText("welcome\n", "/etc/motd"), greets)) {
      System.out.println("runs: " + app.isRunning());
    }
    // endregion
  }

  private static void checked(Engine engine, ContainerRun run, Path settings) {
    // region create-run
    RunResult result =
        engine.run(run, before -> before.copyTo(settings, "/etc/app.conf"), Invocation.standard());
    System.out.print(result.requireSuccess().stdout()); // 1 /etc/app.conf
    // endregion
  }

  private static void kept(Engine engine, ContainerRun run) {
    // region create-kept
    ContainerRun service = run.restart(RestartPolicy.unlessStopped());
    RunningContainer deployed = engine.keeping().start(service);
    deployed.close(); // it runs on, also when this process has ended
    // endregion
    ContainerHandle left = engine.container(deployed.id());
    System.out.println("deployed, runs: " + left.isRunning());
    left.forceRemove();
  }
}
