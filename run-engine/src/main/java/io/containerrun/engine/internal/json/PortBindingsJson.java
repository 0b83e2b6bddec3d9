package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads from the response to inspect which ports a container is to publish. */
public final class PortBindingsJson {

  private PortBindingsJson() {}

  /**
   * Whether a TCP port is to be published, even if the engine reports no address of it yet; also
   * true if the engine does not report what is to be published.
   */
  public static boolean publishes(JsonNode container, int port) {
    String key = port + "/tcp";
    JsonNode host = container.path("HostConfig");
    JsonNode bindings = host.path("PortBindings");
    return bindings.isMissingNode()
        || bindings.has(key)
        || (JsonFields.flag(host.path("PublishAllPorts"))
            && (container.path("NetworkSettings").path("Ports").has(key)
                || container.path("Config").path("ExposedPorts").has(key)));
  }
}
