package io.containerrun.engine.internal.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as engines write and read it. What is read stays a tree from which the records of this
 * package pick what they know, so that unknown members cannot break anything, and nothing has to be
 * opened to reflection.
 */
public final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** Writes plain maps, lists, texts, numbers and truth values. */
  public static String write(Object data) {
    try {
      return MAPPER.writeValueAsString(data);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException("not plain data: " + data.getClass(), impossible);
    }
  }

  /** The same over several lines, for people to read. */
  public static String pretty(Object data) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(data);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException("not plain data: " + data.getClass(), impossible);
    }
  }

  /**
   * Reads one value.
   *
   * @throws IOException if the text is no JSON
   */
  public static JsonNode read(String text) throws IOException {
    return MAPPER.readTree(text);
  }

  /** Reads values that follow each other; its {@code close} closes the stream. */
  public static MappingIterator<JsonNode> readAll(InputStream stream) throws IOException {
    return MAPPER.readerFor(JsonNode.class).readValues(stream);
  }

  /** The elements of an array as texts; none where there is no array. */
  public static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  /** The members of an object as texts, in their order; none where there is no object. */
  public static Map<String, String> members(JsonNode object) {
    Map<String, String> members = new LinkedHashMap<>();
    object.properties().forEach(member -> members.put(member.getKey(), member.getValue().asText()));
    return members;
  }

  /**
   * What the body of a refusal says: its {@code message}, or the body itself where it is plain
   * text, as from attach, from proxies and from very old engines.
   */
  public static String refusal(String body) {
    try {
      String message = read(body).path("message").asText();
      return (message.isEmpty() ? body : message).strip();
    } catch (IOException plain) {
      return body.strip();
    }
  }
}
