package io.containerrun.examples;

import io.containerrun.ContainerRun;
import io.containerrun.engine.Engine;
import io.containerrun.engine.ExitException;
import io.containerrun.engine.Input;
import io.containerrun.engine.Invocation;
import io.containerrun.engine.Output;
import io.containerrun.engine.RunResult;
import io.containerrun.value.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** One-shot runs: input, output, results and limits of time. */
public final class OneShots {

  private OneShots() {}

  /**
   * Runs the examples.
   *
   * @param args an image with a shell; {@code alpine:3} by default
   */
  public static void main(String[] args) throws IOException {
    ContainerRun alpine = ContainerRun.of(args.length > 0 ? args[0] : "alpine:3").remove();
    try (Engine engine = Engine.connect()) {
      results(engine, alpine);
      input(engine, alpine);
      output(engine, alpine);
      limits(engine, alpine);
      untrusted(engine, alpine);
    }
  }

  private static void results(Engine engine, ContainerRun alpine) {
    // region one-shot-result
    RunResult result = engine.run(alpine.command("sh", "-c", "echo hello; exit 3"));
    System.out.println(result.exitCode() + " " + result.stdout().strip()); // 3 hello
    try {
      result.requireSuccess();
    } catch (ExitException failure) {
      System.out.println(failure.getMessage()); // container … exited with 3; its last output: …
    }
    // endregion
  }

  private static void input(Engine engine, ContainerRun alpine) {
    // region one-shot-input
    ContainerRun sort = alpine.interactive().command("sort");
    String sorted = engine.run(sort, Input.of("pear\napple\n")).requireSuccess().stdout();
    System.out.print(sorted); // apple, pear
    // endregion
  }

  private static void output(Engine engine, ContainerRun alpine) throws IOException {
    ContainerRun build = alpine.command("sh", "-c", "echo compiling; echo done");
    ContainerRun dump = alpine.command("head", "-c", "1000000", "/dev/zero");
    Path file = Files.createTempFile("dump", ".bin");
    // region one-shot-output
    engine.run(build, Output.toLines(line -> System.out.println("build: " + line)));
    engine.run(dump, Output.toFile(file));
    RunResult some = engine.run(dump, Output.captured(Size.kibibytes(64)));
    System.out.println(some.isTruncated()); // true, so stdout() would throw
    System.out.println(some.stdoutExcerpt().length()); // the first and the last half
    // endregion
    System.out.println(Files.size(file) + " bytes in the file");
    Files.delete(file);
  }

  private static void limits(Engine engine, ContainerRun alpine) {
    // region one-shot-limit
    ContainerRun report = alpine.interactive().command("sh", "-c", "cat; echo; sleep 60");
    Invocation how =
        Invocation.standard()
            .input(Input.of("all orders"))
            .output(Output.toLines(line -> System.out.println(line.toUpperCase(Locale.ROOT))))
            .stopAfter(Duration.ofSeconds(1))
            .grace(Duration.ofSeconds(1)); // 10 by default, as for docker stop
    RunResult late = engine.run(report, how);
    if (late.isTimedOut()) {
      System.out.println("stopped after " + late.duration().toSeconds() + " s");
    }
    // endregion
  }

  private static void untrusted(Engine engine, ContainerRun alpine) {
    // region one-shot-untrusted
    ContainerRun untrusted =
        alpine
            .network("none")
            .logDriver("none") // else its output also fills the disk of the engine
            .memory("64m")
            .memorySwap("64m") // no swap beyond that
            .cpus("0.5")
            .pidsLimit(64)
            .readOnly()
            .tmpfs("/tmp:size=16m")
            .user("65534:65534")
            .capDrop("ALL")
            .securityOpt("no-new-privileges");
    Invocation bounded =
        Invocation.standard()
            .stopAfter(Duration.ofSeconds(10))
            .stopAfterOutput(Size.kibibytes(64))
            .grace(Duration.ZERO); // it has no claim to a clean end
    RunResult result = engine.run(untrusted.command("yes"), bounded);
    int kept = result.stdoutExcerpt().length();
    System.out.println(kept + ", " + result.isOutputExceeded()); // 65536, true
    // endregion
  }
}
