package io.containerrun.engine.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The answer to create.
 *
 * @param id of the new container
 * @param warnings such as limits that the engine cannot apply and dropped
 */
public record Created(String id, List<String> warnings) {

  /** Copies the warnings. */
  public Created {
    warnings = List.copyOf(warnings);
  }

  /** Picks what we know. */
  public static Created of(JsonNode json) {
    return new Created(json.path("Id").asText(), Warnings.of(json));
  }
}
