package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.info.VolumeDetails;

/** Reads what the engine reports about a volume. */
public final class VolumeDetailsJson {

  private VolumeDetailsJson() {}

  /** Reads the response to inspect, or an entry of the list of all volumes. */
  public static VolumeDetails read(JsonNode json) {
    return new VolumeDetails(
        JsonFields.text(json.path("Name")),
        JsonFields.text(json.path("Driver")),
        JsonFields.text(json.path("Mountpoint")),
        JsonFields.map(json.path("Options")),
        JsonFields.map(json.path("Labels")));
  }
}
