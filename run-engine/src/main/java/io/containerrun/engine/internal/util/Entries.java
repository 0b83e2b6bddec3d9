package io.containerrun.engine.internal.util;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Immutable maps with one more entry. */
public final class Entries {

  private Entries() {}

  public static <V> Map<String, V> plus(Map<String, V> map, String key, V value) {
    Map<String, V> more = new LinkedHashMap<>(map);
    more.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    return Collections.unmodifiableMap(more);
  }
}
