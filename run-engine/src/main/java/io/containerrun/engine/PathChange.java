package io.containerrun.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A file or directory of a container that differs from its image.
 *
 * @param path from the container's root directory
 * @param kind what has happened to it
 * @since 0.1.0
 */
public record PathChange(String path, Kind kind) {

  /** What has happened to a file or directory. */
  public enum Kind {
    /** It has other contents or attributes. */
    MODIFIED,
    /** The image does not have it. */
    ADDED,
    /** Only the image has it. */
    DELETED,
    /** What this library does not know. */
    UNKNOWN
  }

  /** Reads the engine's list. */
  static List<PathChange> all(JsonNode json) {
    List<PathChange> changes = new ArrayList<>();
    json.forEach(
        it ->
            changes.add(new PathChange(it.path("Path").asText(), kind(it.path("Kind").asInt(-1)))));
    return List.copyOf(changes);
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
