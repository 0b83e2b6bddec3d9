package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.ImageProgress;
import io.containerrun.value.ImageReference;
import io.containerrun.value.Size;
import java.util.Optional;

/**
 * One object of the stream in which an engine tells how a pull, a push or a build goes on.
 *
 * @param layer the short id of a layer; empty for the image as a whole
 * @param status what happens; empty where nothing is told
 * @param current how many bytes of the layer have come; 0 where they are not counted
 * @param total how many there are; 0 where that is not known
 * @param output what a build writes; empty elsewhere
 * @param id of the image that a build has made; empty elsewhere
 * @param problem why it failed, within an answer that began well; empty if it goes on
 */
public record ImageEvent(
    String layer,
    String status,
    long current,
    long total,
    String output,
    String id,
    String problem) {

  /** Picks what we know. */
  public static ImageEvent read(JsonNode json) {
    JsonNode detail = json.path("progressDetail");
    // The newest engines count the seconds of unpacking here too.
    boolean bytes = detail.path("units").asText().isEmpty();
    String problem = json.path("errorDetail").path("message").asText();
    return new ImageEvent(
        layer(json.path("id").asText(), json.path("status").asText()),
        json.path("status").asText(),
        bytes ? Math.max(0, detail.path("current").asLong()) : 0,
        bytes ? Math.max(0, detail.path("total").asLong()) : 0,
        json.path("stream").asText(),
        json.path("aux").path("ID").asText(),
        problem.isEmpty() ? json.path("error").asText() : problem);
  }

  /** The line on the image as a whole has its tag where others have a layer. */
  private static String layer(String id, String status) {
    return status.startsWith("Pulling from") ? "" : id;
  }

  /** What a program may show of it; empty if there is nothing. */
  public Optional<ImageProgress> progressOf(ImageReference image) {
    return status.isEmpty()
        ? Optional.empty()
        : Optional.of(new ImageProgress(image, layer, status, new Size(current), new Size(total)));
  }
}
