package io.containerrun.engine.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.internal.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The kinds of a container's events in Docker's terms. Podman has its own for some. */
public final class EventKinds {

  /** Podman reports the end of a container as {@code die}, but 4.3 filters by {@code died}. */
  private static final Map<String, String> OF_PODMAN = Map.of("die", "died", "destroy", "remove");

  private EventKinds() {}

  /** The filter values for some kinds. */
  static List<String> filter(ApiClient client, List<String> kinds) {
    List<String> values = new ArrayList<>(kinds);
    if (client.isPodman()) {
      kinds.stream().filter(OF_PODMAN::containsKey).map(OF_PODMAN::get).forEach(values::add);
    }
    return values;
  }

  /** The kind of an event of a container. */
  public static String of(JsonNode event) {
    String action = JsonFields.text(event.path("Action"));
    return OF_PODMAN.entrySet().stream()
        .filter(kind -> kind.getValue().equals(action))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(action);
  }
}
