package io.containerrun;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plain data of a request while the options put their values at paths in it. */
class RequestData {

  private final Map<String, String> query = new LinkedHashMap<>();
  private final Map<String, Object> body = new LinkedHashMap<>();

  final Map<String, String> query() {
    return query;
  }

  final Map<String, Object> body() {
    return body;
  }

  /** The member that a part of a path stands for. */
  String key(String part) {
    return part;
  }

  /**
   * Puts a value at a path such as {@code HostConfig.Memory}; {@code ?name} is a parameter of the
   * query. Maps that meet there are merged, lists are joined, anything else is replaced.
   */
  final void put(String path, Object value) {
    if (path.startsWith("?")) {
      query.put(path.substring(1), value.toString());
      return;
    }
    String[] parts = path.split("\\.", -1);
    Map<String, Object> at = body;
    for (int i = 0; i < parts.length - 1; i++) {
      at = childMap(at, key(parts[i]));
    }
    merge(at, key(parts[parts.length - 1]), value);
  }

  /**
   * Puts a value beneath what is, or will be, at the path: elements of a list go in front, entries
   * of a map give way to those of the same name.
   */
  final void putBeneath(String path, Object value) {
    Map<String, Object> above = new LinkedHashMap<>(body);
    body.clear();
    put(path, value);
    above.forEach((name, entry) -> merge(body, name, entry));
  }

  private static void merge(Map<String, Object> at, String key, Object value) {
    if (value instanceof Map<?, ?> entries) {
      Map<String, Object> child = childMap(at, key);
      entries.forEach((name, entry) -> merge(child, name.toString(), entry));
    } else if (value instanceof List<?> elements) {
      childList(at, key).addAll(elements);
    } else {
      at.put(key, value);
    }
  }

  @SuppressWarnings("unchecked") // only this class puts lists there
  private static List<Object> childList(Map<String, Object> at, String key) {
    return (List<Object>) at.computeIfAbsent(key, absent -> new ArrayList<>(1));
  }

  @SuppressWarnings("unchecked") // only this class puts maps there
  private static Map<String, Object> childMap(Map<String, Object> at, String key) {
    return (Map<String, Object>) at.computeIfAbsent(key, absent -> new LinkedHashMap<>());
  }
}
