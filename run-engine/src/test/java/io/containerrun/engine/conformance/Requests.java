package io.containerrun.engine.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Brings create requests into a form in which those that mean the same are equal. */
final class Requests {

  /** Where an empty value differs from none. */
  private static final Set<String> EMPTY_COUNTS =
      Set.of(
          "HostConfig.MaskedPaths", "HostConfig.ReadonlyPaths", "HostConfig.Init", "StopTimeout");

  /** Maps of which every key counts, whatever its value. */
  private static final Set<String> KEYS_COUNT =
      Set.of(
          "ExposedPorts",
          "Volumes",
          "Labels",
          "PortBindings",
          "Config",
          "StorageOpt",
          "Tmpfs",
          "Sysctls",
          "Annotations",
          "EndpointsConfig",
          "DriverOpts",
          "Options");

  private Requests() {}

  static Object normal(JsonNode request) {
    Map<String, Object> parts = new TreeMap<>();
    parts.put("query", map(request.path("query"), "?"));
    Map<String, Object> body = map(request.path("body"), "");
    forgetDefaults(body);
    parts.put("body", body);
    return parts;
  }

  private static Map<String, Object> map(JsonNode node, String path) {
    boolean everyKey = KEYS_COUNT.contains(path.substring(path.lastIndexOf('.') + 1));
    Map<String, Object> map = new TreeMap<>();
    node.properties()
        .forEach(
            field -> {
              String place = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
              Object value = value(field.getValue(), everyKey ? path + ".*" : place);
              boolean counts = EMPTY_COUNTS.contains(place) && !field.getValue().isNull();
              if (everyKey || counts || !meansNotSet(value)) {
                map.put(field.getKey(), value);
              }
            });
    return map;
  }

  private static Object value(JsonNode node, String path) {
    if (node.isObject()) {
      return map(node, path);
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(element -> list.add(value(element, path + "[]")));
      sortUnordered(list, path);
      return list;
    }
    return node.isNumber()
        ? node.decimalValue().stripTrailingZeros().toPlainString()
        : scalar(node);
  }

  private static Object scalar(JsonNode node) {
    return node.isNull() ? "" : node.isBoolean() ? (Object) node.booleanValue() : node.asText();
  }

  /** The client sends these in no order; variables of one name keep theirs. */
  private static void sortUnordered(List<Object> list, String path) {
    if (path.equals("HostConfig.Binds")) {
      list.sort(Comparator.comparing(Object::toString));
    } else if (path.equals("Env")) {
      list.sort(Comparator.comparing(variable -> name(variable.toString())));
    }
  }

  private static String name(String variable) {
    int equals = variable.indexOf('=');
    return equals < 0 ? variable : variable.substring(0, equals);
  }

  private static boolean meansNotSet(Object value) {
    return value.equals("")
        || value.equals("0")
        || value.equals(false)
        || value.equals(List.of())
        || value.equals(Map.of());
  }

  /** Values that the client writes out and that say the same as none. */
  @SuppressWarnings("unchecked")
  private static void forgetDefaults(Map<String, Object> body) {
    Map<String, Object> host =
        (Map<String, Object>) body.getOrDefault("HostConfig", new TreeMap<>());
    host.remove("ConsoleSize");
    host.remove("NetworkMode", "default");
    host.remove("MemorySwappiness", "-1");
    host.remove("RestartPolicy", Map.of("Name", "no"));
    if (host.isEmpty()) {
      body.remove("HostConfig");
    }
    Map<String, Object> networking =
        (Map<String, Object>) body.getOrDefault("NetworkingConfig", new TreeMap<>());
    Map<String, Object> endpoints =
        (Map<String, Object>) networking.getOrDefault("EndpointsConfig", new TreeMap<>());
    endpoints.remove("default", Map.of());
    if (endpoints.size() == 1) {
      endpoints.values().remove(Map.of());
    }
    if (endpoints.isEmpty()) {
      body.remove("NetworkingConfig");
    }
  }
}
