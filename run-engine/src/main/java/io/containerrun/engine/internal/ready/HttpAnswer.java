package io.containerrun.engine.internal.ready;

import java.util.Map;
import java.util.Optional;

/**
 * What a service has responded.
 *
 * @param status the HTTP status
 * @param reason the words after the status; empty if there are none
 * @param headers by name in lower case
 * @param body decoded as UTF-8, up to a limit; empty if there is none
 */
record HttpAnswer(int status, String reason, Map<String, String> headers, String body) {

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  String statusLine() {
    return reason.isEmpty() ? "" + status : status + " " + reason;
  }
}
