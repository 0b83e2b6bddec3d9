package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.info.ImageSummary;
import io.containerrun.value.Size;
import java.time.Instant;

/** Reads an entry of a list of images. */
public final class ImageSummaryJson {

  private ImageSummaryJson() {}

  /** Reads one entry. */
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
