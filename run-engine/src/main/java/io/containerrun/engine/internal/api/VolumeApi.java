package io.containerrun.engine.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.VolumeSpec;
import io.containerrun.engine.info.VolumeDetails;
import io.containerrun.engine.internal.json.JsonFields;
import io.containerrun.engine.internal.json.VolumeDetailsJson;
import java.util.LinkedHashMap;
import java.util.Map;

/** The calls on volumes. May be shared between threads. */
public final class VolumeApi extends ObjectApi<VolumeDetails> {

  /** Creates the calls of one engine. */
  public VolumeApi(ApiClient client) {
    super(client, "volume");
  }

  /**
   * Creates a volume.
   *
   * @param marks the labels by which this library finds it
   * @param refused called before a failure after which the engine cannot create it any more
   * @return its name
   */
  public String create(VolumeSpec spec, Map<String, String> marks, Runnable refused) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("Name", spec.name());
    body.put("Driver", spec.driver());
    body.put("DriverOpts", spec.options());
    return create(spec.name(), body, merged(spec.labels(), marks), refused);
  }

  /** Engines return the existing volume if one has the name. */
  @Override
  void requireNew(
      Operation operation, JsonNode created, Map<String, String> labels, Runnable refused) {
    String mark = JsonFields.text(created.path("Labels").path(Labels.RUN));
    if (!mark.equals(labels.get(Labels.RUN))) {
      refused.run();
      throw existsAlready(operation);
    }
  }

  @Override
  VolumeDetails read(JsonNode json) {
    return VolumeDetailsJson.read(json);
  }

  @Override
  String idOf(JsonNode json) {
    return JsonFields.text(json.path("Name"));
  }

  @Override
  JsonNode listed(JsonNode json) {
    return json.path("Volumes");
  }
}
