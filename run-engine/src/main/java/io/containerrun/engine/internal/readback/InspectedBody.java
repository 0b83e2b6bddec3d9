package io.containerrun.engine.internal.readback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.containerrun.engine.internal.json.JsonFields;
import java.util.List;

/** The body of a create request, with what the response to inspect has in its places. */
final class InspectedBody {

  private static final int SHORT_ID = 12;

  /** The configuration of the image is in a container's as well; no request can change these. */
  private static final List<String> NOT_ASKED_FOR = List.of("OnBuild", "ArgsEscaped");

  /** Labels by which this library finds its containers. */
  private static final String OWN_LABELS = "io.containerrun.";

  private InspectedBody() {}

  static ObjectNode of(JsonNode container) {
    ObjectNode body = JsonFields.object(container.path("Config"));
    body.remove(NOT_ASKED_FOR);
    body.set("HostConfig", JsonFields.object(container.path("HostConfig")));
    takeOffOwnLabels(body);
    takeOffHostname(body, shortId(container));
    InspectedNetworks.put(container, body);
    return body;
  }

  static String name(JsonNode container) {
    return JsonFields.text(container.path("Name")).replaceFirst("^/", "");
  }

  static String shortId(JsonNode container) {
    String id = JsonFields.text(container.path("Id"));
    return id.substring(0, Math.min(SHORT_ID, id.length()));
  }

  private static void takeOffOwnLabels(ObjectNode body) {
    if (body.path("Labels") instanceof ObjectNode labels) {
      List<String> own =
          JsonFields.names(labels).stream().filter(it -> it.startsWith(OWN_LABELS)).toList();
      labels.remove(own);
    }
  }

  private static void takeOffHostname(ObjectNode body, String shortId) {
    if (JsonFields.text(body.path("Hostname")).equals(shortId)) {
      body.remove("Hostname");
    }
  }
}
