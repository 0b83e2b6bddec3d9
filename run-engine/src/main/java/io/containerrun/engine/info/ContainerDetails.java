package io.containerrun.engine.info;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that an engine knows about a container at one time.
 *
 * <pre>{@code
 * ContainerDetails web = engine.container("web").inspect();
 * if (web.state().health().status() == HealthStatus.UNHEALTHY) {
 *   web.state().health().probes().forEach(probe -> log(probe.output()));
 * }
 * }</pre>
 *
 * <p>What newer engines say beyond this is left out. The text form hides the values of environment
 * variables.
 *
 * @param id 64 hexadecimal digits
 * @param name without the slash in front
 * @param created when it was made, by the engine's clock
 * @param image as the run names it
 * @param imageId what it was made of, such as {@code sha256:…}
 * @param platform its operating system, such as {@code linux}
 * @param arguments the program that it runs and its arguments, entry point and command together
 * @param state what has become of it
 * @param restartCount how often its restart policy has started it again
 * @param config how it was made
 * @param limits what it may use
 * @param mounts what it has from outside
 * @param networks where it is reached
 * @param ports what is published
 * @since 0.1.0
 */
public record ContainerDetails(
    String id,
    String name,
    Optional<Instant> created,
    String image,
    String imageId,
    String platform,
    List<String> arguments,
    ContainerState state,
    int restartCount,
    ContainerConfig config,
    ContainerLimits limits,
    List<MountPoint> mounts,
    List<NetworkAttachment> networks,
    List<PublishedPort> ports) {

  /** Copies the lists. */
  public ContainerDetails {
    arguments = List.copyOf(arguments);
    mounts = List.copyOf(mounts);
    networks = List.copyOf(networks);
    ports = List.copyOf(ports);
  }
}
