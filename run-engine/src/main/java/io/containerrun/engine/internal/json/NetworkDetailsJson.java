package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.info.NetworkDetails;
import io.containerrun.engine.info.Subnet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what the engine reports about a network. */
public final class NetworkDetailsJson {

  private NetworkDetailsJson() {}

  /** Reads the response to inspect, or an entry of the list of all networks. */
  public static NetworkDetails read(JsonNode json) {
    List<Subnet> subnets = new ArrayList<>();
    json.path("IPAM")
        .path("Config")
        .forEach(it -> subnets.add(new Subnet(it.path("Subnet").asText(), gateway(it))));
    Map<String, String> containers = new LinkedHashMap<>();
    json.path("Containers")
        .properties()
        .forEach(it -> containers.put(it.getKey(), it.getValue().path("Name").asText()));
    return new NetworkDetails(
        json.path("Id").asText(),
        json.path("Name").asText(),
        json.path("Driver").asText(),
        json.path("Internal").asBoolean(),
        json.path("Attachable").asBoolean(),
        json.path("EnableIPv6").asBoolean(),
        subnets,
        JsonFields.map(json.path("Options")),
        JsonFields.map(json.path("Labels")),
        containers);
  }

  /** The gateway, without the prefix length that some engines append. */
  private static String gateway(JsonNode json) {
    return json.path("Gateway").asText().replaceFirst("/.*", "");
  }
}
