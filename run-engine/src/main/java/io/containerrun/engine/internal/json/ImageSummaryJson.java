package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.info.ImageSummary;

/** Reads an entry of a list of images. */
public final class ImageSummaryJson {

  private ImageSummaryJson() {}

  /** Reads one entry. */
  public static ImageSummary read(JsonNode json) {
    return new ImageSummary(
        JsonFields.id(json),
        ImageDetailsJson.names(json.path("RepoTags")),
        ImageDetailsJson.names(json.path("RepoDigests")),
        JsonFields.size(json.path("Size")),
        JsonFields.seconds(json.path("Created")),
        JsonFields.map(json.path("Labels")));
  }
}
