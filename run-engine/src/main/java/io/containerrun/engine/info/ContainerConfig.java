package io.containerrun.engine.info;

import io.containerrun.value.EnvironmentVariable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The configuration of a container: the settings of its run, and those of the image that the run
 * does not override.
 *
 * <p>The text form hides the values of environment variables.
 *
 * @param hostname the host name inside the container
 * @param user the user of its process, such as {@code 1000:1000}; empty for root
 * @param workingDirectory of its process; empty for the root directory
 * @param entryPoint the program in front of the command; empty for none
 * @param command the command and its arguments
 * @param environment its environment variables
 * @param labels by key
 * @param terminal whether it has a terminal
 * @param interactive whether its standard input is open
 * @param inputEnds whether standard input closes when the first attached client leaves
 * @param stopSignal the signal that stops it; empty for {@code TERM}
 * @param stopTimeout time between the stop signal and the kill
 * @param removedOnExit whether the engine removes it when it exits
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

  /** Omits the values of maps, which may be secret. */
  @Override
  public String toString() {
    return RecordText.of(this);
  }
}
