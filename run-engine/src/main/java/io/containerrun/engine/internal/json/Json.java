package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * JSON as engines write and read it. What is read stays a tree from which the records of this
 * package pick what they know, so that unknown members cannot break anything, and nothing has to be
 * opened to reflection.
 */
public final class Json {

  private static final JsonFactory FACTORY = new JsonFactory();

  /** Made at its first use: a mapper costs a fresh JVM more than all the rest of a run. */
  private static final class Mapper {
    private static final ObjectReader TREES = new ObjectMapper().readerFor(JsonNode.class);
  }

  private Json() {}

  /** Writes plain maps, lists, texts, numbers and truth values. */
  public static String write(Object data) {
    return write(data, generator -> {});
  }

  /** The same over several lines, for people to read. */
  public static String pretty(Object data) {
    return write(data, JsonGenerator::useDefaultPrettyPrinter);
  }

  private static String write(Object data, Consumer<JsonGenerator> setUp) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      setUp.accept(generator);
      PlainData.write(data, generator);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /**
   * Reads one value; a missing one where there is no text.
   *
   * @throws IOException if the text is no JSON
   */
  public static JsonNode read(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return parser.nextToken() == null
          ? JsonNodeFactory.instance.missingNode()
          : PlainData.read(parser);
    }
  }

  /** Reads values that follow each other; its {@code close} closes the stream. */
  public static MappingIterator<JsonNode> readAll(InputStream stream) throws IOException {
    return Mapper.TREES.readValues(stream);
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
