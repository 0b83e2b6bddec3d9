package io.containerrun;

import io.containerrun.value.EnvironmentVariable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What an engine is asked for: {@code POST /containers/create}.
 *
 * <p>Both parts are plain data (maps, lists, texts, numbers, truth values), so that any JSON
 * library can write them.
 *
 * @param query the parameters beside the body: {@code name} and {@code platform}, where given
 * @param body the body as in the Docker Engine API; what is not set is left out
 */
public record CreateRequest(Map<String, String> query, Map<String, Object> body) {

  /** Holds both. */
  public CreateRequest {
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(body, "body");
  }

  /** The same to look at: the values of environment variables are masked. */
  public CreateRequest masked() {
    if (!(body.get("Env") instanceof List<?> variables)) {
      return this;
    }
    Map<String, Object> masked = new LinkedHashMap<>(body);
    masked.put(
        "Env",
        variables.stream()
            .map(variable -> EnvironmentVariable.parse(variable.toString()).toString())
            .toList());
    return new CreateRequest(query, masked);
  }

  /** Method, path and query: {@code POST /containers/create?name=web}. */
  public String line() {
    String parameters =
        query.entrySet().stream()
            .map(it -> it.getKey() + "=" + it.getValue())
            .collect(Collectors.joining("&"));
    return "POST /containers/create" + (parameters.isEmpty() ? "" : "?" + parameters);
  }

  /** The line and the body, with the values of environment variables masked. */
  @Override
  public String toString() {
    return line() + " " + masked().body;
  }
}
