package io.containerrun.examples;

import io.containerrun.ContainerRun;
import io.containerrun.ExecCommand;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.DetachedExec;
import io.containerrun.engine.Engine;
import io.containerrun.engine.ExecResult;
import io.containerrun.engine.Input;
import io.containerrun.engine.InteractiveExec;
import io.containerrun.engine.Invocation;
import io.containerrun.engine.Output;
import io.containerrun.engine.RunningContainer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Commands in a running container. */
public final class Execs {

  private Execs() {}

  /**
   * Runs the examples.
   *
   * @param args an image with a shell; {@code alpine:3} by default
   */
  public static void main(String[] args) throws IOException {
    ContainerRun sleep =
        ContainerRun.of(args.length > 0 ? args[0] : "alpine:3").command("sleep", "600");
    try (Engine engine = Engine.connect();
        RunningContainer worker = engine.start(sleep)) {
      plain(worker);
      options(worker);
      streams(worker);
      limits(worker);
      background(worker);
      talk(worker);
    }
  }

  private static void plain(ContainerHandle worker) {
    // region exec-plain
    String output = worker.exec("echo", "worker is ready").requireSuccess().stdout();
    System.out.print(output); // worker is ready
    ExecResult result = worker.exec("sh", "-c", "exit 2");
    System.out.println("failed with " + result.exitCode()); // 2
    // endregion
  }

  private static void options(ContainerHandle worker) {
    // region exec-options
    ExecCommand migrate =
        ExecCommand.of("sh", "-c", "echo $(id -u) in $(pwd), MODE=$MODE")
            .user(1000, 1000)
            .workdir("/tmp")
            .env("MODE", "batch");
    System.out.print(worker.exec(migrate).stdout()); // 1000 in /tmp, MODE=batch
    // endregion
  }

  private static void streams(ContainerHandle worker) {
    // region exec-streams
    ExecCommand sort = ExecCommand.of("sort").interactive();
    ExecResult sorted = worker.exec(sort, Invocation.standard().input(Input.of("pear\napple\n")));
    System.out.println("sorted: " + String.join(" ", sorted.stdout().lines().toList()));

    Output progress = Output.toLines(line -> System.out.println("> " + line));
    worker.exec(
        ExecCommand.of("sh", "-c", "echo step 1; echo step 2"),
        Invocation.standard().output(progress));
    // endregion
  }

  private static void limits(ContainerHandle worker) {
    // region exec-limit
    ExecResult late = worker.exec(ExecCommand.of("sleep", "60"), Duration.ofSeconds(1));
    if (late.isTimedOut()) {
      System.out.println("stopped: " + late);
    }
    // endregion
  }

  private static void talk(ContainerHandle worker) throws IOException {
    // region exec-open
    try (InteractiveExec calculator = worker.openExec(ExecCommand.of("sh").interactive())) {
      try (OutputStream keys = calculator.session().stdin()) {
        keys.write("echo $((6 * 7)); exit 3\n".getBytes(StandardCharsets.UTF_8));
      }
      calculator.session().stdout().transferTo(System.out); // 42
      System.out.println("exited with " + calculator.waitFor()); // 3
    }
    // endregion
  }

  private static void background(ContainerHandle worker) {
    // region exec-detached
    DetachedExec job = worker.execDetached(ExecCommand.of("sleep", "1"));
    if (!job.waitFor(Duration.ofMillis(50))) {
      System.out.println("in the background: " + job.waitFor()); // 0
    }
    // endregion
  }
}
