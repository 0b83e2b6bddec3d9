package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/**
 * The response to a wait.
 *
 * @param code the exit code; empty if the engine does not report it
 * @param problem why the container could not be started or waited for; empty if it could
 */
public record WaitResponse(OptionalInt code, String problem) {

  /** Reads the response. */
  public static WaitResponse read(JsonNode json) {
    JsonNode error = json.path("Error");
    String problem = JsonFields.text(error.isTextual() ? error : error.path("Message"));
    return new WaitResponse(
        JsonFields.exitCode(json.path("StatusCode")),
        problem.isEmpty() ? JsonFields.text(json.path("message")) : problem);
  }
}
