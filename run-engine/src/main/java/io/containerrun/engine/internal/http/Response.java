package io.containerrun.engine.internal.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A complete HTTP response.
 *
 * @param status the HTTP status
 * @param headers by name in lower case
 * @param body decoded as UTF-8
 */
public record Response(int status, Map<String, String> headers, String body) implements HasStatus {

  /** Copies the headers. */
  public Response {
    headers = Map.copyOf(headers);
  }

  /** A header, by its name in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }
}
