package io.containerrun.engine.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One recorded command line; {@code cases.jsonl} has one on each line. */
record ConformanceCase(JsonNode json) {

  String id() {
    return json.path("id").asText();
  }

  List<String> arguments() {
    List<String> words = new ArrayList<>();
    json.path("argv").forEach(word -> words.add(word.asText()));
    return words;
  }

  Optional<String> line() {
    return Optional.ofNullable(json.get("line")).map(JsonNode::asText);
  }

  Map<String, String> environment() {
    return texts(json.path("env"));
  }

  Map<String, String> files() {
    return texts(json.path("files"));
  }

  String api() {
    return json.path("api").asText("1.50");
  }

  boolean isQuirk() {
    return json.path("quirk").asBoolean();
  }

  boolean mayGoEitherWay() {
    return json.path("either").asBoolean();
  }

  JsonNode expected() {
    return json.path("expect");
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }
}
