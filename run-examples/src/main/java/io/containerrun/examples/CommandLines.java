package io.containerrun.examples;

import io.containerrun.ContainerRun;
import io.containerrun.RunLine;
import io.containerrun.Violation;
import java.util.Optional;

/** Converts command lines to typed runs and back. */
public final class CommandLines {

  private CommandLines() {}

  /** Reads a line, changes it, and writes it again. */
  public static void main(String[] args) {
    // region command-line
    ContainerRun web = ContainerRun.parse("docker run -d -p 8080:80 nginx:1.27").memory("256m");

    web.toCommandLine(); // docker run --detach --memory 256m --publish 8080:80 nginx:1.27
    web.toJava(); // ContainerRun run = ContainerRun.of("nginx:1.27").detach()…
    web.diff(web.memory("512m")); // --memory 256m -> --memory 512m
    // endregion

    // region validate
    ContainerRun broken = ContainerRun.parse("--memory 4m --rm --restart always alpine");
    for (Violation violation : broken.validate()) {
      System.out.println(violation.message());
    }
    // endregion

    // region run-line
    RunLine line =
        RunLine.parse("$ MODE=test sudo docker --context build run --rm -e MODE alpine:3 env");

    ContainerRun run = line.run(); // docker run --env MODE=test --rm alpine:3 env
    Optional<String> context = Optional.ofNullable(line.clientOptions().get("context")); // build
    line.notes().forEach(note -> System.out.println(note.message()));
    // endregion
    System.out.println(run + " on " + context.orElse("the default engine"));
  }
}
