package io.containerrun;

import io.containerrun.internal.text.Secrets;
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

  /**
   * The run that makes this request: the way back of {@link ContainerRun#request}. Options that
   * only the client acts on are not in a request, and of several ways to say the same it takes the
   * simplest. What no option says is left out; {@link #unread} names it.
   *
   * @throws IllegalArgumentException if the body names no image, or none that is a reference
   * @since 0.1.0
   */
  public ContainerRun toRun() {
    return RequestReading.read(this);
  }

  /**
   * The paths of what no option of {@code docker run} can say, such as {@code
   * HostConfig.NetworkDisabled}, sorted: what {@link #toRun} leaves out. A health check that is no
   * shell command is among them although the run has it, as a shell command.
   *
   * @throws IllegalArgumentException if the body names no image, or none that is a reference
   * @since 0.1.0
   */
  public List<String> unread() {
    return Unread.of(this, toRun());
  }

  /**
   * The same to look at: the values of environment variables are masked, and so are those of
   * labels, driver options and the like whose name speaks of a secret, and logins in URLs.
   */
  public CreateRequest masked() {
    Map<String, Object> masked = new LinkedHashMap<>();
    body.forEach((name, value) -> masked.put(name, masked(name, value)));
    Map<String, String> parameters = new LinkedHashMap<>(query);
    parameters.replaceAll((name, value) -> Secrets.masked(value));
    return new CreateRequest(parameters, masked);
  }

  private static Object masked(String name, Object value) {
    if (value instanceof Map<?, ?> entries) {
      Map<String, Object> masked = new LinkedHashMap<>();
      entries.forEach(
          (key, entry) ->
              masked.put(Secrets.masked(key.toString()), masked(key.toString(), entry)));
      return masked;
    }
    if (value instanceof List<?> elements) {
      return elements.stream().map(element -> masked(name, element)).toList();
    }
    if (value instanceof String text) {
      return name.equals("Env")
          ? Secrets.masked(EnvironmentVariable.parse(text).toString())
          : Secrets.masked(name, text);
    }
    return value;
  }

  /** Method, path and query: {@code POST /containers/create?name=web}. */
  public String line() {
    String parameters =
        query.entrySet().stream()
            .map(it -> it.getKey() + "=" + it.getValue())
            .collect(Collectors.joining("&"));
    return "POST /containers/create" + (parameters.isEmpty() ? "" : "?" + parameters);
  }

  /** The line and the {@linkplain #masked() masked} body. */
  @Override
  public String toString() {
    CreateRequest masked = masked();
    return masked.line() + " " + masked.body;
  }
}
