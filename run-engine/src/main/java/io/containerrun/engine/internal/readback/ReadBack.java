package io.containerrun.engine.internal.readback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.containerrun.CreateRequest;
import io.containerrun.Target;
import io.containerrun.engine.internal.json.JsonFields;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What somebody asked for, out of what became of it.
 *
 * @param image the response to inspect for the image that the container is made of; an empty object
 *     if it is not known, and then what the image brings counts as asked for
 * @param engine the facts about the engine; facts that are not known count as usual
 */
public record ReadBack(JsonNode image, Target engine) {

  /**
   * The request that makes a container equal to one.
   *
   * @param container the response to inspect
   */
  public CreateRequest request(JsonNode container) {
    ObjectNode body = InspectedBody.of(container);
    body.put("Image", ImageName.of(container, image));
    ImageShare.takeOff(body, image.path("Config"), true);
    EngineShare.takeOff(body, engine);
    Map<String, String> query = new LinkedHashMap<>();
    String name = InspectedBody.name(container);
    if (!GeneratedName.is(name)) {
      query.put("name", name);
    }
    return new CreateRequest(query, JsonFields.plainMap(body));
  }

  /**
   * A request in the same form: without what the image brings and what the engine would choose
   * anyway.
   */
  public CreateRequest plain(CreateRequest wanted) {
    ObjectNode body = JsonFields.objectOf(wanted.body());
    ImageShare.takeOff(body, image.path("Config"), false);
    EngineShare.takeOff(body, engine);
    return new CreateRequest(wanted.query(), JsonFields.plainMap(body));
  }
}
