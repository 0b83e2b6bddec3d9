package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What engines say beside a success, such as limits that they cannot apply and dropped. */
public final class Warnings {

  private Warnings() {}

  /** Those of an answer. */
  public static List<String> read(JsonNode json) {
    List<String> warnings = new ArrayList<>();
    json.path("Warnings").forEach(warning -> warnings.add(warning.asText()));
    return warnings;
  }
}
