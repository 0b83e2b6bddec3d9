package io.containerrun.engine.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.CreateRequest;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.http.Response;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.testing.RawEngine;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Creates the container of a run without the library, has it read, removes it. */
final class InspectedCreate {

  private InspectedCreate() {}

  /** The response to inspect; empty where the engine refuses the run. */
  static Optional<JsonNode> of(ContainerRun run, ApiVersion api) throws IOException {
    return of(
        run, api, id -> RawEngine.ask(Request.get("/v" + api + "/containers/" + id + "/json")));
  }

  /** What is read of the container while it is there; empty where the engine refuses the run. */
  static <T> Optional<T> of(ContainerRun run, ApiVersion api, Function<String, T> reading)
      throws IOException {
    CreateRequest request = run.request(api);
    String query =
        request.query().entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    String path = "/v" + api + "/containers/create?" + query;
    List<String> volumes = newVolumes(run);
    Response created = RawEngine.send(Request.post(path, Json.write(request.body())));
    if (created.status() != 201) {
      return Optional.empty();
    }
    String id = Json.read(created.body()).path("Id").asText();
    try {
      return Optional.of(reading.apply(id));
    } finally {
      RawEngine.send(Request.delete("/containers/" + id + "?force=1&v=1"));
      volumes.forEach(name -> RawEngine.send(Request.delete("/volumes/" + name)));
    }
  }

  /**
   * The volumes of the run by name that the engine has not, or else they are not ours to remove.
   */
  private static List<String> newVolumes(ContainerRun run) {
    List<String> names = new ArrayList<>();
    run.all(ContainerRun.VOLUME).stream()
        .filter(it -> it.isNamed())
        .forEach(it -> names.add(it.source()));
    run.all(ContainerRun.MOUNT).stream()
        .filter(it -> it.type().equals("volume") && !it.source().isEmpty())
        .forEach(it -> names.add(it.source()));
    names.removeIf(
        it ->
            !it.matches("[\\w.-]+")
                || RawEngine.send(Request.get("/volumes/" + it)).status() != 404);
    return names;
  }
}
