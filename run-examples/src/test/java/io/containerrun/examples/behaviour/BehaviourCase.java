package io.containerrun.examples.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One recorded run; {@code behaviour.jsonl} has one on each line. */
record BehaviourCase(JsonNode json) {

  String id() {
    return json.path("id").asText();
  }

  List<String> arguments() {
    return words(json.path("argv"));
  }

  static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return words;
  }

  Map<String, String> texts(String field) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.path(field).properties().forEach(it -> texts.put(it.getKey(), it.getValue().asText()));
    return texts;
  }

  /** Repeats in {@code @repeat:TEXT:N}, decodes {@code base64:…}, else the text itself. */
  static byte[] bytes(String text) {
    if (text.startsWith("base64:")) {
      return Base64.getDecoder().decode(text.substring("base64:".length()));
    }
    if (text.startsWith("@repeat:")) {
      int colon = text.lastIndexOf(':');
      String piece = text.substring("@repeat:".length(), colon).replace("\\n", "\n");
      String all = piece.repeat(Integer.parseInt(text.substring(colon + 1)));
      return all.getBytes(StandardCharsets.UTF_8);
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  JsonNode expected() {
    return json.path("expect");
  }
}
