package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * Thrown when a value that is required is absent. The message names the member and what is there
 * instead, but not its value, which may be secret.
 */
public final class UnreadableJson extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private UnreadableJson(String message) {
    super(message);
  }

  static UnreadableJson member(String name, String wanted, JsonNode found) {
    return new UnreadableJson("its member " + name + " is " + words(found) + ", not " + wanted);
  }

  static UnreadableJson value(String wanted, JsonNode found) {
    return new UnreadableJson("it is " + words(found) + ", not " + wanted);
  }

  private static String words(JsonNode found) {
    return switch (found.getNodeType()) {
      case MISSING -> "missing";
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case NULL -> "null";
      case STRING -> found.isTextual() && JsonFields.text(found).isEmpty() ? "empty" : "a text";
      default -> "a " + found.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }
}
