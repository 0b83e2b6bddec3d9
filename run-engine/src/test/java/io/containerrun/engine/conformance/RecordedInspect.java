package io.containerrun.engine.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a real engine reported about the containers of recorded lines. {@code engine-inspect.jsonl}
 * has the image and the plain container on its first lines, and for each recorded line how its
 * container differs from that: a JSON merge patch (RFC 7386).
 *
 * @param image the response to inspect for the image
 * @param containers the responses to inspect for the containers, by the id of the line
 */
record RecordedInspect(JsonNode image, Map<String, JsonNode> containers) {

  static final String IMAGE = "containerrun/entry";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The members that differ from container to container, or say nothing of the request. */
  private static final List<String> VOLATILE =
      List.of(
          "Created",
          "Path",
          "Args",
          "State",
          "ResolvConfPath",
          "HostnamePath",
          "HostsPath",
          "LogPath",
          "GraphDriver",
          "Mounts",
          "Storage",
          "AppArmorProfile",
          "ProcessLabel");

  static RecordedInspect read() throws IOException {
    Map<String, JsonNode> containers = new LinkedHashMap<>();
    try (InputStream resource =
            Objects.requireNonNull(
                RecordedInspect.class.getResourceAsStream("/conformance/engine-inspect.jsonl"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      JsonNode image = JSON.readTree(lines.readLine());
      JsonNode plain = JSON.readTree(lines.readLine());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode entry = JSON.readTree(line);
        JsonNode whole = patched(plain, entry.path("inspect"));
        containers.put(entry.path("id").asText(), whole);
      }
      return new RecordedInspect(image, containers);
    }
  }

  /** The lines of a record. */
  static List<String> lines(JsonNode image, JsonNode plain, Map<String, JsonNode> containers)
      throws IOException {
    List<String> lines = new ArrayList<>();
    ObjectNode kept = image.deepCopy();
    lines.add(
        JSON.writeValueAsString(kept.retain("Id", "RepoTags", "RepoDigests", "Config", "Os")));
    JsonNode base = stable(plain);
    lines.add(JSON.writeValueAsString(base));
    for (Map.Entry<String, JsonNode> container : containers.entrySet()) {
      ObjectNode entry = JSON.createObjectNode().put("id", container.getKey());
      entry.set("inspect", patch(base, stable(container.getValue())));
      lines.add(JSON.writeValueAsString(entry));
    }
    return lines;
  }

  private static JsonNode stable(JsonNode container) throws IOException {
    String id = container.path("Id").asText();
    String text =
        JSON.writeValueAsString(container)
            .replace(id, "0".repeat(64))
            .replace(id.substring(0, 12), "0".repeat(12));
    ObjectNode stable = (ObjectNode) JSON.readTree(text);
    ObjectNode created = JSON.createObjectNode().put("Status", "created");
    stable.remove(VOLATILE);
    stable.set("State", created);
    return stable;
  }

  private static JsonNode patch(JsonNode from, JsonNode to) {
    if (!from.isObject() || !to.isObject()) {
      return to;
    }
    ObjectNode patch = JSON.createObjectNode();
    for (Iterator<String> names = from.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!to.has(name)) {
        patch.putNull(name);
      }
    }
    for (Iterator<String> names = to.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!to.path(name).equals(from.path(name))) {
        patch.set(name, from.has(name) ? patch(from.path(name), to.path(name)) : to.path(name));
      }
    }
    return patch;
  }

  private static JsonNode patched(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode result = target.isObject() ? target.deepCopy() : JSON.createObjectNode();
    for (Iterator<String> names = patch.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (patch.path(name).isNull()) {
        result.remove(name);
      } else {
        result.set(name, patched(result.path(name), patch.path(name)));
      }
    }
    return result;
  }
}
