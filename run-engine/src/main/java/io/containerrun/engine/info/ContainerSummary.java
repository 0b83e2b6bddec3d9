package io.containerrun.engine.info;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a list of containers tells about one of them. {@code Engine.container} is the way to its
 * handle.
 *
 * @param id 64 hexadecimal digits
 * @param names without the slash in front; more than one where other containers link to it
 * @param image as the run names it
 * @param imageId what it was made of
 * @param command the program and its arguments as one text
 * @param created when it was made, by the engine's clock
 * @param status what it is doing
 * @param statusText the same for people, such as {@code Up 4 seconds (healthy)}
 * @param health what its health check says; engines before API 1.52 say it in that text alone
 * @param labels by name
 * @param ports what is published
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

  /** The first of the names that is its own; empty if it has none. */
  public String name() {
    return names.stream().filter(name -> !name.contains("/")).findFirst().orElse("");
  }
}
