package io.containerrun.engine.internal.api;

import io.containerrun.engine.internal.http.Response;
import io.containerrun.engine.internal.json.Json;
import java.io.IOException;

/** Distinguishes error responses to create after which the engine may still create the object. */
final class Refusals {

  private static final int REQUEST_TIMEOUT = 408;
  private static final int CLIENT_CLOSED_REQUEST = 499;
  private static final int SERVER_ERROR = 500;

  private Refusals() {}

  /**
   * Whether an error response says that nothing has been created. A server error says so only if it
   * is one of the engine: a proxy that gives up, or loses the engine, does not know.
   */
  static boolean isRefusal(Response response) {
    int status = response.status();
    return switch (status) {
      case REQUEST_TIMEOUT, CLIENT_CLOSED_REQUEST -> false;
      case SERVER_ERROR -> isOfEngine(response.body());
      default -> status >= 300 && status < SERVER_ERROR;
    };
  }

  /** Engines explain an error in the member {@code message}. */
  private static boolean isOfEngine(String body) {
    try {
      return Json.read(body).path("message").isTextual();
    } catch (IOException plain) {
      return false;
    }
  }
}
