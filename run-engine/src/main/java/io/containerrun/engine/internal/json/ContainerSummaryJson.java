package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.info.ContainerStatus;
import io.containerrun.engine.info.ContainerSummary;
import io.containerrun.engine.info.HealthStatus;
import io.containerrun.engine.info.PublishedPort;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an entry of a list of containers. */
public final class ContainerSummaryJson {

  private static final Pattern HEALTH =
      Pattern.compile("\\((?:health: )?(starting|healthy|unhealthy)\\)$");

  private ContainerSummaryJson() {}

  /** Reads one entry. */
  public static ContainerSummary read(JsonNode json) {
    return new ContainerSummary(
        JsonFields.id(json),
        JsonFields.texts(json.path("Names")).stream()
            .map(ContainerDetailsJson::withoutSlash)
            .toList(),
        JsonFields.text(json.path("Image")),
        JsonFields.text(json.path("ImageID")),
        JsonFields.text(json.path("Command")),
        created(json.path("Created")),
        ContainerStatus.of(JsonFields.text(json.path("State"))),
        JsonFields.text(json.path("Status")),
        health(json),
        JsonFields.map(json.path("Labels")),
        ports(json.path("Ports")));
  }

  /** Older engines report it only in the status text: {@code Up 2 hours (health: starting)}. */
  private static HealthStatus health(JsonNode json) {
    if (json.path("Health").isObject()) {
      return HealthStatus.of(JsonFields.text(json.path("Health").path("Status")));
    }
    Matcher text = HEALTH.matcher(JsonFields.text(json.path("Status")));
    return HealthStatus.of(text.find() ? text.group(1) : "");
  }

  private static Optional<Instant> created(JsonNode json) {
    return json.isNumber() ? JsonFields.seconds(json) : JsonFields.time(json);
  }

  /** Skips ports that are exposed but not published: they have no host port. */
  private static List<PublishedPort> ports(JsonNode json) {
    return JsonFields.all(json, ContainerSummaryJson::port).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<PublishedPort> port(JsonNode json) {
    OptionalInt own = JsonFields.port(json.path("PrivatePort"));
    OptionalInt host = JsonFields.port(json.path("PublicPort"));
    return own.isEmpty() || host.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PublishedPort(
                own.getAsInt(),
                JsonFields.text(json.path("Type")),
                JsonFields.text(json.path("IP")),
                host.getAsInt()));
  }
}
