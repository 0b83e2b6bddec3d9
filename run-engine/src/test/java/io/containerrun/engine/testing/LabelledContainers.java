package io.containerrun.engine.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.internal.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/** Looks from the side at the containers of this process. */
public final class LabelledContainers {

  private LabelledContainers() {}

  public static Set<String> ids() {
    return ids("{\"label\":[\"" + ThisSession.label() + "\"]}");
  }

  public static Set<String> named(String name) {
    return ids("{\"name\":[\"^/" + name + "$\"]}");
  }

  /** Those of a name that run, or will run again. */
  public static Set<String> active(String name) {
    return ids(
        """
        {"name":["^/%s$"],"status":["running","restarting","created"]}"""
            .formatted(name));
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
    ask("/containers/json?all=1&", filters).forEach(it -> ids.add(it.path("Id").asText()));
    return ids;
  }

  private static JsonNode ask(String path, String filters) {
    String query = URLEncoder.encode(filters, StandardCharsets.UTF_8);
    return RawEngine.ask(Request.get(path + "filters=" + query));
  }
}
