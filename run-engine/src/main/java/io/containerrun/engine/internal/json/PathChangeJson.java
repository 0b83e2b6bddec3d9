package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.info.PathChange;
import io.containerrun.engine.info.PathChange.Kind;

/** Reads the changes between a container and its image. */
public final class PathChangeJson {

  private PathChangeJson() {}

  /** Reads one change. */
  public static PathChange read(JsonNode json) {
    return new PathChange(
        JsonFields.text(json.path("Path")), kind(JsonFields.integer(json.path("Kind")).orElse(-1)));
  }

  private static Kind kind(int number) {
    return switch (number) {
      case 0 -> Kind.MODIFIED;
      case 1 -> Kind.ADDED;
      case 2 -> Kind.DELETED;
      default -> Kind.UNKNOWN;
    };
  }
}
