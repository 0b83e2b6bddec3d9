package io.containerrun.engine.testing;

import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.json.Json;
import java.util.List;
import java.util.Map;

/** Creates containers that have never been started, without the library. */
public final class UnstartedContainer {

  private UnstartedContainer() {}

  /** The id of a new one. */
  public static String create(String image, String... command) {
    String body = Json.write(Map.of("Image", image, "Cmd", List.of(command)));
    return RawEngine.ask(Request.post("/containers/create", body)).path("Id").asText();
  }
}
