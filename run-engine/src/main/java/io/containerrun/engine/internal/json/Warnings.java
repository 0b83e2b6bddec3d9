package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Reads the warnings of a successful response, such as limits that the engine cannot apply. */
public final class Warnings {

  private Warnings() {}

  /** Reads the warnings of a response. */
  public static List<String> read(JsonNode json) {
    return JsonFields.texts(json.path("Warnings")).stream()
        .filter(warning -> !warning.isEmpty())
        .toList();
  }
}
