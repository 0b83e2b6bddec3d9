package io.containerrun.engine.info;

import io.containerrun.value.EnvironmentVariable;
import io.containerrun.value.ExposedPort;
import java.util.List;
import java.util.Map;

/**
 * What an image says about the containers that are made of it.
 *
 * @param entrypoint the program that is always run, with its first arguments; empty for none
 * @param command what is run, or further arguments of the entrypoint; empty for none
 * @param env its variables
 * @param user the user, perhaps with a group; empty for root
 * @param workingDirectory where the program starts; empty for {@code /}
 * @param ports on which it listens
 * @param volumes the paths that become volumes
 * @param labels by key
 * @since 0.1.0
 */
public record ImageConfig(
    List<String> entrypoint,
    List<String> command,
    List<EnvironmentVariable> env,
    String user,
    String workingDirectory,
    List<ExposedPort> ports,
    List<String> volumes,
    Map<String, String> labels) {

  /** Copies the lists and the labels. */
  public ImageConfig {
    entrypoint = List.copyOf(entrypoint);
    command = List.copyOf(command);
    env = List.copyOf(env);
    ports = List.copyOf(ports);
    volumes = List.copyOf(volumes);
    labels = Map.copyOf(labels);
  }
}
