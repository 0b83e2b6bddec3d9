package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.info.ProcessTable;

/** Reads the processes of a container. */
public final class ProcessTableJson {

  private ProcessTableJson() {}

  /** Reads the response to {@code top}. */
  public static ProcessTable read(JsonNode json) {
    return new ProcessTable(
        JsonFields.texts(json.path("Titles")),
        JsonFields.all(json.path("Processes"), JsonFields::texts));
  }
}
