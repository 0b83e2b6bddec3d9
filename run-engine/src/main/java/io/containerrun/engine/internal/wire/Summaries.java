package io.containerrun.engine.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.ContainerStatus;
import io.containerrun.engine.ContainerSummary;
import io.containerrun.engine.HealthStatus;
import io.containerrun.engine.PublishedPort;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lists of containers. */
public final class Summaries {

  private static final Pattern HEALTH =
      Pattern.compile("\\((?:health: )?(starting|healthy|unhealthy)\\)$");

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
        health(json),
        Fields.map(json.path("Labels")),
        ports(json.path("Ports")));
  }

  /** Older engines have it in the text alone: {@code Up 2 hours (health: starting)}. */
  private static HealthStatus health(JsonNode json) {
    if (json.path("Health").isObject()) {
      return HealthStatus.of(Fields.text(json.path("Health").path("Status")));
    }
    Matcher text = HEALTH.matcher(Fields.text(json.path("Status")));
    return HealthStatus.of(text.find() ? text.group(1) : "");
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
