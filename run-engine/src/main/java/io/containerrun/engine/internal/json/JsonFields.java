package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.value.Size;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads members as engines write them; treats unreadable ones as absent. */
public final class JsonFields {

  /** The largest size; engines report larger numbers for no limit. */
  private static final long MOST = 9223372036854774784L;

  private JsonFields() {}

  /** A text; empty for {@code null}. */
  public static String text(JsonNode json) {
    return json.asText("");
  }

  public static List<String> texts(JsonNode json) {
    return all(json, JsonFields::text);
  }

  public static <T> List<T> all(JsonNode json, Function<JsonNode, T> reading) {
    List<T> values = new ArrayList<>();
    json.forEach(element -> values.add(reading.apply(element)));
    return values;
  }

  public static Map<String, String> map(JsonNode json) {
    Map<String, String> entries = new TreeMap<>();
    json.properties().forEach(entry -> entries.put(entry.getKey(), text(entry.getValue())));
    return entries;
  }

  /** A time; empty for the first second of year 1, which engines write for none. */
  public static Optional<Instant> time(JsonNode json) {
    try {
      Instant time = OffsetDateTime.parse(text(json)).toInstant();
      return time.isAfter(Instant.EPOCH) ? Optional.of(time) : Optional.empty();
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /** An amount of bytes, at most the largest size. */
  public static Size size(JsonNode json) {
    double rough = json.asDouble();
    return rough >= MOST ? Size.bytes(MOST) : Size.bytes(Math.max(0, json.asLong()));
  }

  /** A limit; empty for 0 and less. */
  public static Optional<Size> limit(JsonNode json) {
    return json.asLong() > 0 ? Optional.of(size(json)) : Optional.empty();
  }

  /** A whole number; empty if it is absent, of another type, or larger than an {@code int}. */
  public static OptionalInt integer(JsonNode json) {
    return json.isIntegralNumber() && json.canConvertToInt()
        ? OptionalInt.of(json.intValue())
        : OptionalInt.empty();
  }

  /** The number in a text, such as a port; 0 if it is not a number. */
  public static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException none) {
      return 0;
    }
  }
}
