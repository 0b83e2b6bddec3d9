package io.containerrun.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Maps that grow by copies. */
final class Entries {

  private Entries() {}

  static <V> Map<String, V> plus(Map<String, V> map, String key, V value) {
    Map<String, V> more = new LinkedHashMap<>(map);
    more.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    return Map.copyOf(more);
  }
}
