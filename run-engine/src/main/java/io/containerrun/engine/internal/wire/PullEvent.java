package io.containerrun.engine.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One line of a pull's progress.
 *
 * @param status what happens
 * @param problem why the pull failed, within an answer that began well; empty if it goes on
 */
public record PullEvent(String status, String problem) {

  /** Picks what we know. */
  public static PullEvent of(JsonNode json) {
    String problem = json.path("errorDetail").path("message").asText();
    return new PullEvent(
        json.path("status").asText(), problem.isEmpty() ? json.path("error").asText() : problem);
  }
}
