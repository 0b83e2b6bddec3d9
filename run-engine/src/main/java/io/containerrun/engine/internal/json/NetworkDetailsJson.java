package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.info.NetworkDetails;
import io.containerrun.engine.info.Subnet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what the engine reports about a network. */
public final class NetworkDetailsJson {

  private NetworkDetailsJson() {}

  /** Reads the response to inspect, or an entry of the list of all networks. */
  public static NetworkDetails read(JsonNode json) {
    Map<String, String> containers = new LinkedHashMap<>();
    JsonFields.members(json.path("Containers"))
        .forEach((id, container) -> containers.put(id, JsonFields.text(container.path("Name"))));
    return new NetworkDetails(
        JsonFields.id(json),
        JsonFields.text(json.path("Name")),
        JsonFields.text(json.path("Driver")),
        JsonFields.flag(json.path("Internal")),
        JsonFields.flag(json.path("Attachable")),
        JsonFields.flag(json.path("EnableIPv6")),
        subnets(json.path("IPAM").path("Config")),
        JsonFields.map(json.path("Options")),
        JsonFields.map(json.path("Labels")),
        containers);
  }

  private static List<Subnet> subnets(JsonNode json) {
    return JsonFields.all(json, it -> new Subnet(JsonFields.text(it.path("Subnet")), gateway(it)))
        .stream()
        .filter(subnet -> !subnet.range().isEmpty())
        .toList();
  }

  /** The gateway, without the prefix length that some engines append. */
  private static String gateway(JsonNode json) {
    return JsonFields.text(json.path("Gateway")).replaceFirst("/.*", "");
  }
}
