package io.containerrun.engine.info;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an engine reports about a container at one time.
 *
 * <pre>{@code
 * ContainerDetails web = engine.container("web").inspect();
 * if (web.state().health().status() == HealthStatus.UNHEALTHY) {
 *   web.state().health().probes().forEach(probe -> log(probe.output()));
 * }
 * }</pre>
 *
 * <p>Fields that this library does not know are ignored. The text form hides the values of
 * environment variables.
 *
 * @param id 64 hexadecimal digits
 * @param name without a leading slash
 * @param created when it was created, by the engine's clock
 * @param image as the run names it
 * @param imageId the id of the image, such as {@code sha256:…}
 * @param platform its operating system, such as {@code linux}
 * @param arguments the program and its arguments, entry point and command together
 * @param state its state
 * @param restartCount how often its restart policy has restarted it
 * @param config its configuration
 * @param limits its resource limits
 * @param mounts its mounts
 * @param networks its networks and addresses
 * @param ports its published ports
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
