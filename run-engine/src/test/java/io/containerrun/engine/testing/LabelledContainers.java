package io.containerrun.engine.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.internal.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/** Looks from the side at the containers of this process. */
public final class LabelledContainers {

  private static final Set<String> ACTIVE = Set.of("running", "restarting", "created");

  private LabelledContainers() {}

  public static Set<String> ids() {
    return ids("{\"label\":[\"" + ThisSession.label() + "\"]}");
  }

  /** Docker writes names with a slash in front, Podman without. */
  public static Set<String> named(String name) {
    return ids("{\"name\":[\"^/?" + name + "$\"]}");
  }

  /** Those of a name that run, or will run again. */
  public static Set<String> active(String name) {
    Set<String> ids = new TreeSet<>();
    for (JsonNode container : list("{\"name\":[\"^/?" + name + "$\"]}")) {
      if (ACTIVE.contains(container.path("State").asText())) {
        ids.add(container.path("Id").asText());
      }
    }
    return ids;
  }

  /** The networks and volumes of this process. */
  public static Set<String> networksAndVolumes() {
    String filters = "{\"label\":[\"" + ThisSession.label() + "\"]}";
    Set<String> found = new TreeSet<>();
    ask("/networks?", filters).forEach(it -> found.add(it.path("Name").asText()));
    ask("/volumes?", filters).path("Volumes").forEach(it -> found.add(it.path("Name").asText()));
    return found;
  }

  private static Set<String> ids(String filters) {
    Set<String> ids = new TreeSet<>();
    list(filters).forEach(it -> ids.add(it.path("Id").asText()));
    return ids;
  }

  private static JsonNode list(String filters) {
    return ask("/containers/json?all=1&", filters);
  }

  private static JsonNode ask(String path, String filters) {
    String query = URLEncoder.encode(filters, StandardCharsets.UTF_8);
    return RawEngine.ask(Request.get(path + "filters=" + query));
  }
}
