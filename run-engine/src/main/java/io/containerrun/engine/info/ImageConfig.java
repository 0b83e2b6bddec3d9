package io.containerrun.engine.info;

import io.containerrun.value.EnvironmentVariable;
import io.containerrun.value.ExposedPort;
import java.util.List;
import java.util.Map;

/**
 * The defaults that an image sets for its containers.
 *
 * @param entrypoint the program and its first arguments; empty for none
 * @param command the command, or further arguments of the entrypoint; empty for none
 * @param env the environment variables
 * @param user the user, optionally with a group; empty for root
 * @param workingDirectory the working directory; empty for {@code /}
 * @param ports the exposed ports
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

  /** Omits the values of maps, which may be secret. */
  @Override
  public String toString() {
    return RecordText.of(this);
  }
}
