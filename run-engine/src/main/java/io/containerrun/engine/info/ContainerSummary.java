package io.containerrun.engine.info;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container in a list. {@code Engine.container} gives a handle on it.
 *
 * @param id 64 hexadecimal digits
 * @param names without a leading slash; several if other containers link to it
 * @param image as the run names it
 * @param imageId the id of the image
 * @param command the program and its arguments as one text
 * @param created when it was created, by the engine's clock
 * @param status its status
 * @param statusText the status as a readable text, such as {@code Up 4 seconds (healthy)}
 * @param health its health status; engines before API 1.52 report it only in the status text
 * @param labels by key
 * @param ports its published ports
 * @since 0.1.0
 */
public record ContainerSummary(
    String id,
    List<String> names,
    String image,
    String imageId,
    String command,
    Optional<Instant> created,
    ContainerStatus status,
    String statusText,
    HealthStatus health,
    Map<String, String> labels,
    List<PublishedPort> ports) {

  /** Copies the lists and the labels. */
  public ContainerSummary {
    names = List.copyOf(names);
    labels = Map.copyOf(labels);
    ports = List.copyOf(ports);
  }

  /** The name of the container itself, not of a link; empty if it has none. */
  public String name() {
    return names.stream().filter(name -> !name.contains("/")).findFirst().orElse("");
  }

  /** Omits the values of maps, which may be secret. */
  @Override
  public String toString() {
    return RecordText.of(this);
  }
}
