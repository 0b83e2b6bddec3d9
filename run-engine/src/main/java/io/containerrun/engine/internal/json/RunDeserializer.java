package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.containerrun.ContainerRun;
import io.containerrun.Option;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a run as {@link RunSerializer} or a person writes it. */
public final class RunDeserializer extends StdDeserializer<ContainerRun> {

  static final String IMAGE = "image";
  static final String COMMAND = "command";
  static final String SILENCE = "silence";

  private static final long serialVersionUID = 1L;

  public RunDeserializer() {
    super(ContainerRun.class);
  }

  @Override
  public ContainerRun deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    JsonNode json = parser.readValueAsTree();
    if (!json.isObject() || !json.has(IMAGE)) {
      throw JsonMappingException.from(
          parser, "a run is an object with at least an image; use {\"image\": \"alpine:3\"}");
    }
    ContainerRun run = ContainerRun.of("scratch");
    for (Map.Entry<String, JsonNode> member : JsonFields.members(json).entrySet()) {
      try {
        run = read(run, member.getKey(), member.getValue());
      } catch (IllegalArgumentException problem) {
        JsonMappingException located =
            JsonMappingException.from(parser, problem.getMessage(), problem);
        located.prependPath(new Reference(ContainerRun.class, member.getKey()));
        throw located;
      }
    }
    return run;
  }

  private static ContainerRun read(ContainerRun run, String name, JsonNode value) {
    return switch (name) {
      case IMAGE -> run.image(text(value));
      case COMMAND -> run.command(texts(value));
      case SILENCE -> run.silence(texts(value).toArray(String[]::new));
      default -> read(run, option(name), value);
    };
  }

  private static Option<?> option(String name) {
    return Option.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no option --"
                        + name
                        + Option.nearest(name)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("")));
  }

  private static ContainerRun read(ContainerRun run, Option<?> option, JsonNode value) {
    ContainerRun read = run;
    for (String text : option.kind() == Option.Kind.MAP ? entries(value) : texts(value)) {
      read = read.withText(option, text);
    }
    return read;
  }

  private static List<String> entries(JsonNode value) {
    if (!value.isObject()) {
      return texts(value);
    }
    List<String> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : JsonFields.members(value).entrySet()) {
      entries.add(entry.getKey() + "=" + text(entry.getValue()));
    }
    return entries;
  }

  private static List<String> texts(JsonNode value) {
    List<String> texts = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(element -> texts.add(text(element)));
    } else {
      texts.add(text(value));
    }
    return texts;
  }

  private static String text(JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      throw new IllegalArgumentException(
          "a text, a number or a boolean belongs here, not " + value.getNodeType());
    }
    return JsonFields.text(value);
  }
}
