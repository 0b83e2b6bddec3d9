package io.containerrun.engine.dockerjava;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values of JSON as maps, lists, texts, numbers and booleans. */
final class PlainValues {

  private PlainValues() {}

  /** Whether docker-java sends a value as it should: it may add members that say nothing. */
  static boolean sent(@Nullable Object wanted, @Nullable Object actual) {
    if (wanted instanceof Map<?, ?> map && actual instanceof Map<?, ?> members) {
      return map.keySet().stream().allMatch(name -> sent(map.get(name), members.get(name)))
          && members.entrySet().stream()
              .allMatch(it -> map.containsKey(it.getKey()) || saysNothing(it.getValue()));
    }
    if (wanted instanceof List<?> list && actual instanceof List<?> elements) {
      boolean same = list.size() == elements.size();
      for (int i = 0; same && i < list.size(); i++) {
        same = sent(list.get(i), elements.get(i));
      }
      return same;
    }
    if (wanted instanceof Number number && actual instanceof Number other) {
      return decimal(number).compareTo(decimal(other)) == 0;
    }
    return Objects.equals(wanted, actual);
  }

  private static BigDecimal decimal(Number number) {
    return new BigDecimal(number.toString());
  }

  private static boolean saysNothing(@Nullable Object value) {
    return value == null
        || value.equals(false)
        || value.equals("")
        || (value instanceof Number number && decimal(number).signum() == 0)
        || (value instanceof Collection<?> elements && elements.isEmpty())
        || (value instanceof Map<?, ?> members && members.isEmpty());
  }

  /** The members of an object; none for anything else. */
  static Map<String, Object> members(@Nullable Object value) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> members.put(String.valueOf(name), member));
    }
    return members;
  }

  /** The same without members that are null, at any depth. */
  static Map<String, Object> withoutNulls(Map<String, Object> object) {
    Map<String, Object> members = new LinkedHashMap<>();
    object.forEach(
        (name, value) -> {
          if (value != null) {
            members.put(name, withoutNulls(value));
          }
        });
    return members;
  }

  private static Object withoutNulls(Object value) {
    if (value instanceof Map<?, ?>) {
      return withoutNulls(members(value));
    }
    return value instanceof List<?> elements
        ? elements.stream().filter(Objects::nonNull).map(PlainValues::withoutNulls).toList()
        : value;
  }
}
