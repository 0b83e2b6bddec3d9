package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into trees and writes plain data as JSON, token by token. A mapper could do the same,
 * but loading its several hundred classes would be most of the cost of the first run of a JVM.
 */
final class PlainData {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The deepest nesting; engines and configurations need ten levels. */
  private static final int MOST_LEVELS = 200;

  /** The longest number; reading one takes time that grows with its square. */
  private static final int MOST_DIGITS = 1_000;

  /** The most values; the response to a list of ten thousand containers has a million. */
  private static final int MOST_VALUES = 1 << 22;

  private final JsonParser parser;
  private int values;

  private PlainData(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads the current value of the parser.
   *
   * @throws JsonParseException if it is not JSON, or nested more than 200 levels deep
   */
  static JsonNode read(JsonParser parser) throws IOException {
    return new PlainData(parser).read(0);
  }

  /** Limits what newer parsers limit themselves: old ones read any depth and any number. */
  private JsonNode read(int level) throws IOException {
    if (level > MOST_LEVELS) {
      throw new JsonParseException(parser, "nested more than " + MOST_LEVELS + " levels deep");
    }
    if (++values > MOST_VALUES) {
      throw new JsonParseException(parser, "more than " + MOST_VALUES + " values");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(level + 1);
      case START_ARRAY -> array(level + 1);
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> NODES.textNode(parser.getText());
    };
  }

  private JsonNode object(int level) throws IOException {
    ObjectNode object = NODES.objectNode();
    String name;
    while ((name = parser.nextFieldName()) != null) {
      parser.nextToken();
      object.set(name, read(level));
    }
    return object;
  }

  private JsonNode array(int level) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(level));
    }
    return array;
  }

  private JsonNode decimal() throws IOException {
    requireShort();
    return NODES.numberNode(parser.getDoubleValue());
  }

  private void requireShort() throws IOException {
    if (parser.getTextLength() > MOST_DIGITS) {
      throw new JsonParseException(parser, "a number has more than " + MOST_DIGITS + " digits");
    }
  }

  private JsonNode integer() throws IOException {
    requireShort();
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  static void write(@Nullable Object data, JsonGenerator generator) throws IOException {
    if (data instanceof Map<?, ?> map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        generator.writeFieldName(String.valueOf(member.getKey()));
        write(member.getValue(), generator);
      }
      generator.writeEndObject();
    } else if (data instanceof Iterable<?> elements) {
      generator.writeStartArray();
      for (Object element : elements) {
        write(element, generator);
      }
      generator.writeEndArray();
    } else {
      writeScalar(data, generator);
    }
  }

  private static void writeScalar(@Nullable Object data, JsonGenerator generator)
      throws IOException {
    if (data == null) {
      generator.writeNull();
    } else if (data instanceof String text) {
      generator.writeString(text);
    } else if (data instanceof Boolean truth) {
      generator.writeBoolean(truth);
    } else if (data instanceof Integer || data instanceof Long) {
      generator.writeNumber(((Number) data).longValue());
    } else if (data instanceof BigInteger number) {
      generator.writeNumber(number);
    } else if (data instanceof Double number) {
      generator.writeNumber(number);
    } else {
      throw new IllegalArgumentException("not plain data: " + data.getClass());
    }
  }
}
