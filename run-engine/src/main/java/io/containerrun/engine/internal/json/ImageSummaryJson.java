package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.info.ImageSummary;
import io.containerrun.value.Size;
import java.time.Instant;

/** Reads what a list of images says of one of them. */
public final class ImageSummaryJson {

  private ImageSummaryJson() {}

  /** Reads one entry of the list of all images. */
  public static ImageSummary read(JsonNode json) {
    return new ImageSummary(
        json.path("Id").asText(),
        ImageDetailsJson.names(json.path("RepoTags")),
        ImageDetailsJson.names(json.path("RepoDigests")),
        new Size(Math.max(0, json.path("Size").asLong())),
        Instant.ofEpochSecond(json.path("Created").asLong()),
        JsonFields.map(json.path("Labels")));
  }
}
