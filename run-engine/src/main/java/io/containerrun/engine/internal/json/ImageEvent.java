package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.ImageProgress;
import io.containerrun.value.ImageReference;
import io.containerrun.value.Size;
import java.util.Optional;

/**
 * One object of the stream in which an engine reports the progress of a pull, a push or a build.
 *
 * @param layer the short id of a layer; empty for the image itself
 * @param status the status; empty if there is none
 * @param current the transferred bytes of the layer; 0 if they are not counted
 * @param total the bytes of the layer; 0 if not known
 * @param output the output of a build; empty for other calls
 * @param id of the image that a build has created; empty otherwise
 * @param problem the failure, within a response that started as a success; empty for none
 */
public record ImageEvent(
    String layer,
    String status,
    long current,
    long total,
    String output,
    String id,
    String problem) {

  /** Reads one object. */
  public static ImageEvent read(JsonNode json) {
    JsonNode detail = json.path("progressDetail");
    // The newest engines also count the seconds of unpacking here.
    boolean bytes = JsonFields.text(detail.path("units")).isEmpty();
    String problem = JsonFields.text(json.path("errorDetail").path("message"));
    return new ImageEvent(
        layer(JsonFields.text(json.path("id")), JsonFields.text(json.path("status"))),
        JsonFields.text(json.path("status")),
        bytes ? Math.max(0, JsonFields.count(detail.path("current"))) : 0,
        bytes ? Math.max(0, JsonFields.count(detail.path("total"))) : 0,
        JsonFields.text(json.path("stream")),
        JsonFields.text(json.path("aux").path("ID")),
        problem.isEmpty() ? JsonFields.text(json.path("error")) : problem);
  }

  /** The status of the image itself has the tag instead of a layer. */
  private static String layer(String id, String status) {
    return status.startsWith("Pulling from") ? "" : id;
  }

  /** The progress for listeners; empty if there is none. */
  public Optional<ImageProgress> progressOf(ImageReference image) {
    return status.isEmpty()
        ? Optional.empty()
        : Optional.of(new ImageProgress(image, layer, status, new Size(current), new Size(total)));
  }
}
