package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The answer to wait.
 *
 * @param code the exit code
 * @param problem why the engine could not wait or remove; empty if it could
 */
public record WaitResponse(int code, String problem) {

  /** Picks what we know. */
  public static WaitResponse read(JsonNode json) {
    return new WaitResponse(
        json.path("StatusCode").asInt(), json.path("Error").path("Message").asText());
  }
}
