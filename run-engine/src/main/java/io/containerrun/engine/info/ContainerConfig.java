package io.containerrun.engine.info;

import io.containerrun.value.EnvironmentVariable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a container was made: the image's settings, and those of its run above them.
 *
 * <p>The text form hides the values of environment variables.
 *
 * @param hostname its name within itself
 * @param user who runs it, such as {@code 1000:1000}; empty for the image's, root by default
 * @param workingDirectory where its process begins; empty for the root directory
 * @param entryPoint the program in front of the command; empty for none
 * @param command the command and its arguments
 * @param environment its variables
 * @param labels by name
 * @param terminal whether it has a terminal
 * @param interactive whether its standard input is open
 * @param inputEnds whether that input ends with the first who attaches to it
 * @param stopSignal what asks it to end; empty for {@code TERM}
 * @param stopTimeout how long the engine lets it end by itself
 * @param removedOnExit whether the engine removes it when it has ended
 * @since 0.1.0
 */
public record ContainerConfig(
    String hostname,
    String user,
    String workingDirectory,
    List<String> entryPoint,
    List<String> command,
    List<EnvironmentVariable> environment,
    Map<String, String> labels,
    boolean terminal,
    boolean interactive,
    boolean inputEnds,
    String stopSignal,
    Duration stopTimeout,
    boolean removedOnExit) {

  /** Copies the lists and the labels. */
  public ContainerConfig {
    entryPoint = List.copyOf(entryPoint);
    command = List.copyOf(command);
    environment = List.copyOf(environment);
    labels = Map.copyOf(labels);
  }
}
