package io.containerrun.engine.internal.api;

import io.containerrun.engine.EngineException;
import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.internal.http.EngineAddress;
import io.containerrun.engine.internal.http.Response;
import io.containerrun.engine.internal.json.Json;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The first response of a server, which shows whether it is an engine. */
record PingResponse(EngineAddress address, Operation operation, Response response) {

  /** What engines respond, whatever their version. */
  private static final String OK = "OK";

  /**
   * Checks that the server is an engine.
   *
   * @throws EngineUnavailableException if it is another server
   * @throws EngineException if it is an engine, or something in front of one, that fails
   */
  void requireEngine() {
    boolean engine =
        response.header("Api-Version").isPresent() || response.body().strip().equals(OK);
    if (response.status() == 200 && engine) {
      return;
    }
    boolean mayBeInFront = response.status() >= 400 && !isHtml();
    throw mayBeInFront
        ? ErrorMapper.of(operation, response.status(), Json.errorMessage(response.body()))
        : ErrorMapper.noEngine(operation, address, "it answers /_ping with " + described());
  }

  private boolean isHtml() {
    return response.header("Content-Type").orElse("").startsWith("text/html")
        || response.body().stripLeading().startsWith("<");
  }

  private String described() {
    Stream<Optional<String>> parts =
        Stream.of(
            Optional.of("status " + response.status()),
            response.header("Content-Type"),
            response.header("Location").map(it -> "redirecting to " + withoutQuery(it)),
            response.header("Server").map(it -> "server " + it));
    return parts.flatMap(Optional::stream).collect(Collectors.joining(", "))
        + "; check its host and port";
  }

  private static String withoutQuery(String location) {
    return location.replaceFirst("[?#].*", "").replaceFirst("//[^/@]*@", "//***@");
  }
}
