package io.containerrun.engine.internal.readback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.containerrun.engine.internal.json.JsonFields;
import java.util.List;
import java.util.Map;

/** The networks of a container as a request asks for them. */
final class InspectedNetworks {

  /** What an endpoint has besides what the engine reports about it. */
  private static final List<String> ASKED_FOR =
      List.of("IPAMConfig", "Links", "Aliases", "MacAddress", "DriverOpts", "GwPriority");

  private InspectedNetworks() {}

  static void put(JsonNode container, ObjectNode body) {
    ObjectNode endpoints = JsonFields.objectOf(Map.of());
    JsonFields.members(container.path("NetworkSettings").path("Networks"))
        .forEach((name, reported) -> putEndpoint(container, name, reported, endpoints));
    body.set("NetworkingConfig", JsonFields.objectOf(Map.of()));
    ((ObjectNode) body.path("NetworkingConfig")).set("EndpointsConfig", endpoints);
  }

  private static void putEndpoint(
      JsonNode container, String name, JsonNode reported, ObjectNode endpoints) {
    ObjectNode endpoint = JsonFields.object(reported);
    endpoint.retain(ASKED_FOR);
    if (endpoint.path("Aliases") instanceof ArrayNode aliases) {
      takeOff(aliases, InspectedBody.shortId(container));
    }
    if (!JsonFields.isAbsent(endpoint.path("MacAddress")) && isChosen(container, reported)) {
      endpoint.remove("MacAddress");
    }
    endpoints.set(name, endpoint);
  }

  private static void takeOff(ArrayNode texts, String text) {
    for (int i = texts.size() - 1; i >= 0; i--) {
      if (JsonFields.text(texts.path(i)).equals(text)) {
        texts.remove(i);
      }
    }
  }

  /** A container that has never been started has only the address that it is to have. */
  private static boolean isChosen(JsonNode container, JsonNode endpoint) {
    return !JsonFields.text(container.path("State").path("Status")).equals("created")
        && !JsonFields.text(container.path("Config").path("MacAddress"))
            .equals(JsonFields.text(endpoint.path("MacAddress")));
  }
}
