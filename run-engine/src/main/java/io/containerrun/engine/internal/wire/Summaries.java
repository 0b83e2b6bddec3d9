package io.containerrun.engine.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.ContainerStatus;
import io.containerrun.engine.ContainerSummary;
import io.containerrun.engine.PublishedPort;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads lists of containers. */
public final class Summaries {

  private Summaries() {}

  /** Picks what we know of each. */
  public static List<ContainerSummary> of(JsonNode json) {
    return List.copyOf(Fields.all(json, Summaries::one));
  }

  private static ContainerSummary one(JsonNode json) {
    return new ContainerSummary(
        Fields.text(json.path("Id")),
        Fields.texts(json.path("Names")).stream().map(Inspections::withoutSlash).toList(),
        Fields.text(json.path("Image")),
        Fields.text(json.path("ImageID")),
        Fields.text(json.path("Command")),
        created(json.path("Created")),
        ContainerStatus.of(Fields.text(json.path("State"))),
        Fields.text(json.path("Status")),
        Fields.map(json.path("Labels")),
        ports(json.path("Ports")));
  }

  private static Optional<Instant> created(JsonNode json) {
    return json.isNumber() ? Optional.of(Instant.ofEpochSecond(json.asLong())) : Fields.time(json);
  }

  /** What is exposed alone has no port of the host. */
  private static List<PublishedPort> ports(JsonNode json) {
    return Fields.all(json, Summaries::port).stream().filter(port -> port.hostPort() > 0).toList();
  }

  private static PublishedPort port(JsonNode json) {
    return new PublishedPort(
        json.path("PrivatePort").asInt(),
        Fields.text(json.path("Type")),
        Fields.text(json.path("IP")),
        json.path("PublicPort").asInt());
  }
}
