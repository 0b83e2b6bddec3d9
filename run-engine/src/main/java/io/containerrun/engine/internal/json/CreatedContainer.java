package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The response to create.
 *
 * @param id of the new container
 * @param warnings such as limits that the engine cannot apply
 */
public record CreatedContainer(String id, List<String> warnings) {

  /** Copies the warnings. */
  public CreatedContainer {
    warnings = List.copyOf(warnings);
  }

  /** Reads the response. */
  public static CreatedContainer read(JsonNode json) {
    return new CreatedContainer(JsonFields.id(json), Warnings.read(json));
  }
}
