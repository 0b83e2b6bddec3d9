package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.containerrun.value.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads members as engines and people write them: the only class that takes values out of JSON. A
 * member that is missing, {@code null} or of another type is absent. The methods whose names start
 * with {@code required} throw {@link UnreadableJson} then; the others return an empty value.
 */
public final class JsonFields {

  /** The largest size; engines report larger numbers for no limit. */
  private static final long MOST = 9223372036854774784L;

  /** Numbers from here on are beyond {@code long}. */
  private static final double BEYOND = 0x1p63;

  private static final int LAST_PORT = 65_535;

  private JsonFields() {}

  /** A text, or a number or a boolean as a text; empty if it is absent. */
  public static String text(JsonNode json) {
    return json.isValueNode() && !json.isNull() ? json.asText() : "";
  }

  /** The id of an object; empty if it is absent or no text. */
  public static String id(JsonNode object) {
    JsonNode id = object.path("Id");
    return id.isTextual() ? text(id) : "";
  }

  /** A member that is a text and not empty. */
  public static String requiredText(JsonNode json, String name) {
    String text = text(json.path(name));
    if (text.isEmpty() || !json.path(name).isTextual()) {
      throw UnreadableJson.member(name, "a text", json.path(name));
    }
    return text;
  }

  /** The texts of a list. */
  public static List<String> texts(JsonNode json) {
    return all(json, JsonFields::text);
  }

  /** A list of texts; some versions of Podman write a single text. */
  public static List<String> words(JsonNode json) {
    return json.isTextual() ? List.of(text(json)) : texts(json);
  }

  /** The elements of a list. */
  public static <T> List<T> all(JsonNode json, Function<JsonNode, T> reading) {
    List<T> values = new ArrayList<>();
    if (json.isArray()) {
      json.forEach(element -> values.add(reading.apply(element)));
    }
    return values;
  }

  /** The elements of a list; no elements if it is missing or {@code null}, which engines write. */
  public static <T> List<T> requiredAll(JsonNode json, Function<JsonNode, T> reading) {
    if (!json.isArray() && !isAbsent(json)) {
      throw UnreadableJson.value("a list", json);
    }
    return all(json, reading);
  }

  /** The value itself, which must be an object. */
  public static JsonNode requiredObject(JsonNode json) {
    if (!json.isObject()) {
      throw UnreadableJson.value("an object", json);
    }
    return json;
  }

  /** The members of an object, in their order. */
  public static Map<String, JsonNode> members(JsonNode json) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    json.fieldNames().forEachRemaining(name -> members.put(name, json.path(name)));
    return members;
  }

  /** The names of the members of an object, in their order. */
  public static List<String> names(JsonNode json) {
    return List.copyOf(members(json).keySet());
  }

  /** The members of an object as texts, by name. */
  public static Map<String, String> map(JsonNode json) {
    Map<String, String> entries = new TreeMap<>();
    members(json).forEach((name, value) -> entries.put(name, text(value)));
    return entries;
  }

  /** Whether the value is {@code true}. */
  public static boolean flag(JsonNode json) {
    return json.isBoolean() && json.booleanValue();
  }

  /** A boolean. */
  public static Optional<Boolean> truth(JsonNode json) {
    return json.isBoolean() ? Optional.of(json.booleanValue()) : Optional.empty();
  }

  /**
   * A time in the form of RFC 3339; empty if it is not after the start of 1970. Engines write the
   * first second of year 1 for none, and builds that are to be reproducible write the start of
   * 1970.
   */
  public static Optional<Instant> time(JsonNode json) {
    try {
      return recorded(OffsetDateTime.parse(text(json)).toInstant());
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /** A member that is a time in the form of RFC 3339. */
  public static Instant requiredTime(JsonNode json, String name) {
    try {
      return OffsetDateTime.parse(text(json.path(name))).toInstant();
    } catch (DateTimeParseException none) {
      throw UnreadableJson.member(name, "a time", json.path(name));
    }
  }

  /** A time in seconds since 1970; empty if it is not after that, or beyond any clock. */
  public static Optional<Instant> seconds(JsonNode json) {
    OptionalLong seconds = whole(json);
    try {
      return seconds.isPresent()
          ? recorded(Instant.ofEpochSecond(seconds.getAsLong()))
          : Optional.empty();
    } catch (DateTimeException beyond) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> recorded(Instant time) {
    return time.isAfter(Instant.EPOCH) ? Optional.of(time) : Optional.empty();
  }

  /** A whole number, at most as large as a {@code long}. */
  public static OptionalLong whole(JsonNode json) {
    if (json.isIntegralNumber() && json.canConvertToLong()) {
      return OptionalLong.of(json.longValue());
    }
    // JSON does not distinguish 1e9 from 1000000000.
    double number = json.isFloatingPointNumber() ? json.doubleValue() : Double.NaN;
    return number == Math.rint(number) && Math.abs(number) < BEYOND
        ? OptionalLong.of((long) number)
        : OptionalLong.empty();
  }

  /** A member that is a whole number. */
  public static long requiredWhole(JsonNode json, String name) {
    return whole(json.path(name))
        .orElseThrow(() -> UnreadableJson.member(name, "a whole number", json.path(name)));
  }

  /** A whole number; 0 if it is absent. */
  public static long count(JsonNode json) {
    return whole(json).orElse(0);
  }

  /** A whole number; 0 if it is absent or larger than an {@code int}. */
  public static int smallCount(JsonNode json) {
    return integer(json).orElse(0);
  }

  /** A whole number; empty if it is absent, of another type, or larger than an {@code int}. */
  public static OptionalInt integer(JsonNode json) {
    return json.isIntegralNumber() && json.canConvertToInt()
        ? OptionalInt.of(json.intValue())
        : OptionalInt.empty();
  }

  /** A whole number, also as a text; empty if it is larger than an {@code int}. */
  public static OptionalInt printedInteger(JsonNode json) {
    return json.isTextual() ? integer(text(json)) : integer(json);
  }

  private static OptionalInt integer(String text) {
    try {
      return OptionalInt.of(Integer.parseInt(text));
    } catch (NumberFormatException none) {
      return OptionalInt.empty();
    }
  }

  /** An exit code; empty if it is absent or negative: Podman writes -1 for an unknown one. */
  public static OptionalInt exitCode(JsonNode json) {
    return notNegative(integer(json));
  }

  /** An exit code, also as a text. */
  public static OptionalInt printedExitCode(JsonNode json) {
    return notNegative(printedInteger(json));
  }

  private static OptionalInt notNegative(OptionalInt number) {
    return number.orElse(-1) < 0 ? OptionalInt.empty() : number;
  }

  /** A port, also as a text; empty if it is none: engines write "" and 0 for no port. */
  public static OptionalInt port(JsonNode json) {
    return port(printedInteger(json));
  }

  /** A port as a text. */
  public static OptionalInt port(String text) {
    return port(integer(text));
  }

  private static OptionalInt port(OptionalInt number) {
    return number.orElse(0) > 0 && number.orElse(0) <= LAST_PORT ? number : OptionalInt.empty();
  }

  /** A number; 0 if it is absent. */
  public static double decimal(JsonNode json) {
    return json.isNumber() ? json.doubleValue() : 0;
  }

  /** An amount of bytes, at most the largest size; 0 if it is absent or negative. */
  public static Size size(JsonNode json) {
    return decimal(json) >= MOST ? Size.bytes(MOST) : Size.bytes(Math.max(0, count(json)));
  }

  /** A limit; empty for 0 and less. */
  public static Optional<Size> limit(JsonNode json) {
    return Optional.of(size(json)).filter(size -> size.bytes() > 0);
  }

  /** A copy of an object, which may be changed; an empty one if it is absent. */
  public static ObjectNode object(JsonNode json) {
    return json instanceof ObjectNode object
        ? object.deepCopy()
        : JsonNodeFactory.instance.objectNode();
  }

  /** Plain maps, lists, texts, numbers and booleans as an object. */
  public static ObjectNode objectOf(Map<String, ?> data) {
    try {
      return object(Json.read(Json.write(data)));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Texts as a list. */
  public static ArrayNode listOf(List<String> texts) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    texts.forEach(list::add);
    return list;
  }

  /** The members of an object as plain data; without those that are {@code null}. */
  public static Map<String, Object> plainMap(JsonNode json) {
    Map<String, Object> plain = new LinkedHashMap<>();
    members(json).forEach((name, value) -> plain(value).ifPresent(it -> plain.put(name, it)));
    return plain;
  }

  private static Optional<Object> plain(JsonNode json) {
    if (isAbsent(json)) {
      return Optional.empty();
    }
    if (json.isObject()) {
      return Optional.of(plainMap(json));
    }
    if (json.isArray()) {
      return Optional.of(all(json, JsonFields::plain).stream().flatMap(Optional::stream).toList());
    }
    if (json.isNumber()) {
      return Optional.of(json.numberValue());
    }
    return Optional.of(json.isBoolean() ? (Object) json.booleanValue() : text(json));
  }

  /** Whether the value is missing or {@code null}. */
  public static boolean isAbsent(JsonNode json) {
    return json.isMissingNode() || json.isNull();
  }
}
