package io.containerrun.examples;

import io.containerrun.CommandLineException;
import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.EngineOptions;
import io.containerrun.engine.ImageProgress;
import io.containerrun.engine.Terminal;
import java.util.List;

/**
 * {@code docker run} itself: takes the same arguments, and behaves the same on a terminal and in
 * pipes, including the exit status.
 *
 * <pre>
 * DockerRun -it --rm alpine:3
 * echo hello | DockerRun -i --rm alpine:3 cat
 * </pre>
 */
public final class DockerRun {

  private static final String HELP = "\n\nRun 'docker run --help' for more information";

  private DockerRun() {}

  /** Runs the container that the arguments describe, and exits with its exit status. */
  public static void main(String[] args) {
    System.exit(run(List.of(args)));
  }

  private static int run(List<String> words) {
    // region docker-run
    try {
      ContainerRun run = ContainerRun.parse(words);
      EngineOptions options = EngineOptions.standard().pullListener(ImageProgress.bar(System.err));
      try (Engine engine = Engine.connect(options);
          Terminal terminal = Terminal.system().forwardSignals()) {
        return terminal.run(engine, run);
      }
    } catch (ContainerRunException failure) {
      System.err.println(message(failure));
      return failure.exitStatus();
    }
    // endregion
  }

  private static String message(ContainerRunException failure) {
    if (failure instanceof CommandLineException line) {
      return line.getMessage() + "\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]" + HELP;
    }
    if (failure instanceof EngineException engine && engine.status().isPresent()) {
      return "docker: Error response from daemon: " + engine.engineMessage() + HELP;
    }
    return "docker: " + failure.getMessage() + HELP;
  }
}
