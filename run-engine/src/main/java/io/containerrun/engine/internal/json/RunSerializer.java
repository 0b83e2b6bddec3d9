package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.containerrun.ContainerRun;
import io.containerrun.Option;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Writes a run: image, options sorted by flag, silenced rules, command. */
public final class RunSerializer extends StdSerializer<ContainerRun> {

  private static final long serialVersionUID = 1L;

  public RunSerializer() {
    super(ContainerRun.class);
  }

  @Override
  public void serialize(ContainerRun run, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeStartObject();
    json.writeStringField(RunDeserializer.IMAGE, run.image().toString());
    for (Option<?> option : run.options()) {
      json.writeFieldName(option.flag());
      write(option.kind(), run.texts(option), json);
    }
    if (!run.silenced().isEmpty()) {
      json.writeFieldName(RunDeserializer.SILENCE);
      writeList(run.silenced(), json);
    }
    if (!run.command().isEmpty()) {
      json.writeFieldName(RunDeserializer.COMMAND);
      writeList(run.command(), json);
    }
    json.writeEndObject();
  }

  private static void write(Option.Kind kind, List<String> texts, JsonGenerator json)
      throws IOException {
    switch (kind) {
      case SWITCH -> json.writeBoolean(Boolean.parseBoolean(texts.get(0)));
      case ONE -> json.writeString(texts.get(0));
      case LIST -> writeList(texts, json);
      case MAP -> writeMap(texts, json);
    }
  }

  private static void writeList(Collection<String> texts, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void writeMap(List<String> entries, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (String entry : entries) {
      int equals = entry.indexOf('=');
      json.writeStringField(entry.substring(0, equals), entry.substring(equals + 1));
    }
    json.writeEndObject();
  }
}
