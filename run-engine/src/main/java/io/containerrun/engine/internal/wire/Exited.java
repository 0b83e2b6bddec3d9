package io.containerrun.engine.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The answer to wait.
 *
 * @param code the exit code
 * @param problem why the engine could not wait or remove; empty if it could
 */
public record Exited(int code, String problem) {

  /** Picks what we know. */
  public static Exited of(JsonNode json) {
    return new Exited(json.path("StatusCode").asInt(), json.path("Error").path("Message").asText());
  }
}
