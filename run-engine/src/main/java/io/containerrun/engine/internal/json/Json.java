package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads and writes JSON. Reading gives a tree, from which the classes of this package take the
 * members that they know, so that unknown members do no harm and no reflection is needed.
 */
public final class Json {

  /** Its messages do not quote what it reads, which may be secret. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

  private Json() {}

  /** Writes plain maps, lists, texts, numbers and booleans. */
  public static String write(Object data) {
    return write(data, generator -> {});
  }

  /** Writes the same with line breaks and indentation. */
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
   * Reads one value; a missing node if the text is empty.
   *
   * @throws IOException if the text is not JSON
   */
  public static JsonNode read(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return parser.nextToken() == null
          ? JsonNodeFactory.instance.missingNode()
          : PlainData.read(parser);
    }
  }

  /**
   * Reads the value in a file, which may start with a byte order mark, as some editors write it.
   *
   * @throws IOException if the text is not JSON
   */
  public static JsonNode readFile(byte[] content) throws IOException {
    String text = new String(content, StandardCharsets.UTF_8);
    return read(text.startsWith("\ufeff") ? text.substring(1) : text);
  }

  /** Reads a sequence of values; closing it closes the stream. */
  public static JsonSequence readAll(InputStream stream) throws IOException {
    return new JsonSequence(FACTORY, stream);
  }

  /**
   * The message of an error response: the member {@code message}, or the body itself if it is plain
   * text, as from attach, from proxies and from very old engines.
   */
  public static String errorMessage(String body) {
    try {
      String message = JsonFields.text(read(body).path("message"));
      return (message.isEmpty() ? body : message).strip();
    } catch (IOException plain) {
      return body.strip();
    }
  }
}
