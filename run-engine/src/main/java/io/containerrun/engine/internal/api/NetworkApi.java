package io.containerrun.engine.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.NetworkSpec;
import io.containerrun.engine.info.NetworkDetails;
import io.containerrun.engine.info.Subnet;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.JsonFields;
import io.containerrun.engine.internal.json.NetworkDetailsJson;
import java.util.LinkedHashMap;
import java.util.Map;

/** The calls on networks. May be shared between threads. */
public final class NetworkApi extends ObjectApi<NetworkDetails> {

  /** Creates the calls of one engine. */
  public NetworkApi(ApiClient client) {
    super(client, "network");
  }

  /**
   * Creates a network.
   *
   * @param marks the labels by which this library finds it
   * @param refused called before a failure after which the engine cannot create it any more
   * @return its id
   */
  public String create(NetworkSpec spec, Map<String, String> marks, Runnable refused) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("Name", spec.name());
    body.put("CheckDuplicate", true);
    spec.driver().ifPresent(driver -> body.put("Driver", driver));
    put(body, "Internal", spec.isInternal());
    put(body, "Attachable", spec.isAttachable());
    put(body, "EnableIPv6", spec.isIpv6());
    body.put("Options", spec.options());
    if (!spec.subnets().isEmpty()) {
      body.put("IPAM", Map.of("Config", spec.subnets().stream().map(NetworkApi::subnet).toList()));
    }
    return create(spec.name(), body, merged(spec.labels(), marks), refused);
  }

  private static void put(Map<String, Object> body, String member, boolean on) {
    if (on) {
      body.put(member, true);
    }
  }

  private static Map<String, String> subnet(Subnet subnet) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("Subnet", subnet.range());
    if (!subnet.gateway().isEmpty()) {
      json.put("Gateway", subnet.gateway());
    }
    return json;
  }

  /**
   * Connects a container to a network.
   *
   * @param endpoint the settings of the endpoint, in the form that the engine takes
   */
  public void connect(String network, String container, Map<String, Object> endpoint) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("Container", container);
    body.put("EndpointConfig", endpoint);
    act(network, "connect", body);
  }

  /** Disconnects a container from a network. */
  public void disconnect(String network, String container) {
    act(network, "disconnect", Map.of("Container", container));
  }

  private void act(String network, String action, Map<String, Object> body) {
    Request request = Request.post(path(network) + "/" + action, Json.write(body));
    client.call(operation(action, network), request, client.timeouts().start());
  }

  @Override
  NetworkDetails read(JsonNode json) {
    return NetworkDetailsJson.read(json);
  }

  @Override
  String idOf(JsonNode json) {
    return JsonFields.id(json);
  }

  @Override
  JsonNode listed(JsonNode json) {
    return json;
  }
}
