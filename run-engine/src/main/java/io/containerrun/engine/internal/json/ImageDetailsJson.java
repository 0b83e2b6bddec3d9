package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.info.ImageConfig;
import io.containerrun.engine.info.ImageDetails;
import io.containerrun.value.EnvironmentVariable;
import io.containerrun.value.ExposedPort;
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
        JsonFields.id(json),
        names(json.path("RepoTags")),
        names(json.path("RepoDigests")),
        JsonFields.size(json.path("Size")),
        JsonFields.text(json.path("Os")),
        JsonFields.text(json.path("Architecture")),
        JsonFields.time(json.path("Created")),
        config(json.path("Config")));
  }

  private static ImageConfig config(JsonNode json) {
    return new ImageConfig(
        JsonFields.words(json.path("Entrypoint")),
        JsonFields.words(json.path("Cmd")),
        understood(JsonFields.texts(json.path("Env")), EnvironmentVariable::new),
        JsonFields.text(json.path("User")),
        JsonFields.text(json.path("WorkingDir")),
        understood(JsonFields.names(json.path("ExposedPorts")), ExposedPort::parse),
        JsonFields.names(json.path("Volumes")),
        JsonFields.map(json.path("Labels")));
  }

  /** The names of a list, without the placeholder for none. */
  static List<String> names(JsonNode json) {
    return JsonFields.texts(json).stream()
        .filter(name -> !name.isEmpty() && !name.contains(NAMELESS))
        .toList();
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
}
