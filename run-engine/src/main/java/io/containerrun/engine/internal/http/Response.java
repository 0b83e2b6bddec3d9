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
public record Response(int status, Map<String, String> headers, String body) {

  /** Copies the headers. */
  public Response {
    headers = Map.copyOf(headers);
  }

  /** A header, by its name in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Whether the engine did not do what it was asked: a status of 300 or more. A 304 says that it
   * was done before; any other redirection is none that an engine means.
   */
  public boolean isError() {
    return status >= 300 && status != 304;
  }

  /** Whether what was asked for does not exist: status 404. */
  public boolean isNotFound() {
    return status == 404;
  }
}
