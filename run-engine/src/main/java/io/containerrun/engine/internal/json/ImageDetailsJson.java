package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.info.ImageConfig;
import io.containerrun.engine.info.ImageDetails;
import io.containerrun.value.EnvironmentVariable;
import io.containerrun.value.ExposedPort;
import io.containerrun.value.Size;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what the engine reports about an image. */
public final class ImageDetailsJson {

  /** The name that engines before API 1.44 report for images without one. */
  private static final String NAMELESS = "<none>";

  private ImageDetailsJson() {}

  /** Reads the response to inspect. */
  public static ImageDetails read(JsonNode json) {
    return new ImageDetails(
        json.path("Id").asText(),
        names(json.path("RepoTags")),
        names(json.path("RepoDigests")),
        new Size(Math.max(0, json.path("Size").asLong())),
        json.path("Os").asText(),
        json.path("Architecture").asText(),
        instant(json.path("Created").asText()),
        config(json.path("Config")));
  }

  private static ImageConfig config(JsonNode json) {
    List<String> ports = new ArrayList<>();
    json.path("ExposedPorts").fieldNames().forEachRemaining(ports::add);
    List<String> volumes = new ArrayList<>();
    json.path("Volumes").fieldNames().forEachRemaining(volumes::add);
    return new ImageConfig(
        JsonFields.texts(json.path("Entrypoint")),
        JsonFields.texts(json.path("Cmd")),
        understood(JsonFields.texts(json.path("Env")), EnvironmentVariable::new),
        json.path("User").asText(),
        json.path("WorkingDir").asText(),
        understood(ports, ExposedPort::parse),
        volumes,
        JsonFields.map(json.path("Labels")));
  }

  /** The names of a list, without the placeholder for none. */
  static List<String> names(JsonNode json) {
    return JsonFields.texts(json).stream().filter(name -> !name.contains(NAMELESS)).toList();
  }

  /** Skips values that cannot be read: an image may contain anything. */
  private static <T> List<T> understood(List<String> texts, Function<String, T> reader) {
    return texts.stream().flatMap(text -> understood(text, reader).stream()).toList();
  }

  private static <T> Optional<T> understood(String text, Function<String, T> reader) {
    try {
      return Optional.of(reader.apply(text));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException unknown) {
      return Instant.EPOCH;
    }
  }
}
