package io.containerrun.engine.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.NetworkDetails;
import io.containerrun.engine.Subnet;
import io.containerrun.engine.VolumeDetails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what engines tell about networks and volumes. */
public final class ResourceJson {

  private ResourceJson() {}

  /** The answer to inspect, or an entry of the list of all networks. */
  public static NetworkDetails network(JsonNode json) {
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
        Json.members(json.path("Options")),
        Json.members(json.path("Labels")),
        containers);
  }

  /** Some engines write the length of the subnet behind it. */
  private static String gateway(JsonNode json) {
    return json.path("Gateway").asText().replaceFirst("/.*", "");
  }

  /** The answer to inspect, or an entry of the list of all volumes. */
  public static VolumeDetails volume(JsonNode json) {
    return new VolumeDetails(
        json.path("Name").asText(),
        json.path("Driver").asText(),
        json.path("Mountpoint").asText(),
        Json.members(json.path("Options")),
        Json.members(json.path("Labels")));
  }
}
