package io.containerrun;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The create request of a run while the options write their values into it. */
final class RequestBody {

  private final ContainerRun run;
  private final ApiVersion api;
  private final Map<String, String> query = new LinkedHashMap<>();
  private final Map<String, Object> body = new LinkedHashMap<>();

  private RequestBody(ContainerRun run, ApiVersion api) {
    this.run = run;
    this.api = api;
  }

  static CreateRequest of(ContainerRun run, ApiVersion api) {
    RequestBody body = new RequestBody(run, api);
    body.put("Image", run.image().toString());
    if (!run.command().isEmpty()) {
      body.put("Cmd", run.command());
    }
    body.putStreams(AttachedStreams.of(run));
    for (Setting<?> setting : run.settings()) {
      setting.write(body);
    }
    return new CreateRequest(body.query, body.body);
  }

  /** Attachment follows from four options together, and holds also where none of them is set. */
  private void putStreams(AttachedStreams streams) {
    put("AttachStdin", streams.stdin());
    put("AttachStdout", streams.stdout());
    put("AttachStderr", streams.stderr());
    put("StdinOnce", streams.stdin() && run.is(ContainerRun.INTERACTIVE));
  }

  /** The run that the request is made of, for a value whose place depends on other options. */
  ContainerRun run() {
    return run;
  }

  /** The version of the API that the request is made for. */
  ApiVersion api() {
    return api;
  }

  /**
   * Puts a value at a place such as {@code HostConfig.Memory}. Maps that meet there are merged,
   * lists are joined, anything else is replaced.
   *
   * <p>{@code ?name} is a place in the query. A part {@code {network}} stands for the name of the
   * first network, which may have dots itself.
   */
  void put(String place, Object value) {
    if (place.startsWith("?")) {
      query.put(place.substring(1), value.toString());
      return;
    }
    String[] parts = place.split("\\.", -1);
    Map<String, Object> at = body;
    for (int i = 0; i < parts.length - 1; i++) {
      at = childMap(at, key(parts[i]));
    }
    merge(at, key(parts[parts.length - 1]), value);
  }

  /**
   * Puts a value beneath what is, or will be, at the place: elements of a list go in front, entries
   * of a map give way to those of the same name.
   */
  void putBeneath(String place, Object value) {
    RequestBody beneath = new RequestBody(run, api);
    beneath.put(place, value);
    Map<String, Object> above = new LinkedHashMap<>(body);
    body.clear();
    body.putAll(beneath.body);
    above.forEach((name, entry) -> merge(body, name, entry));
  }

  private String key(String part) {
    return part.equals("{network}") ? NetworkWire.firstNetwork(run).mode().toString() : part;
  }

  private static void merge(Map<String, Object> at, String key, Object value) {
    if (value instanceof Map<?, ?> entries) {
      Map<String, Object> child = childMap(at, key);
      entries.forEach((name, entry) -> merge(child, name.toString(), entry));
    } else if (value instanceof List<?> elements && at.get(key) instanceof List<?> before) {
      List<Object> joined = new ArrayList<>(before);
      joined.addAll(elements);
      at.put(key, joined);
    } else {
      at.put(key, value);
    }
  }

  @SuppressWarnings("unchecked") // only this class puts maps there
  private static Map<String, Object> childMap(Map<String, Object> at, String key) {
    return (Map<String, Object>) at.computeIfAbsent(key, absent -> new LinkedHashMap<>());
  }
}
