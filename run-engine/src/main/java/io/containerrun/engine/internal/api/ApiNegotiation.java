package io.containerrun.engine.internal.api;

import io.containerrun.ApiVersion;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.internal.http.EngineAddress;
import io.containerrun.engine.internal.http.Request;
import java.time.Duration;
import java.util.Optional;

/**
 * Agrees on the version of the API: the newest that both sides know, or the one that is fixed.
 * Engines also have an oldest version, which only {@code /version} says: it is read where what will
 * be spoken is older than the engine's newest.
 */
final class ApiNegotiation {

  /** The newest version that this library knows. */
  static final ApiVersion NEWEST = new ApiVersion(1, 56);

  private final EngineAddress address;
  private final ApiClient client;
  private final Duration limit;

  ApiNegotiation(EngineAddress address, ApiClient client, Duration limit) {
    this.address = address;
    this.client = client;
    this.limit = limit;
  }

  /**
   * The version to speak.
   *
   * @param theirs the engine's newest
   * @throws EngineUnavailableException if the engine no longer speaks it
   */
  ApiVersion spoken(ApiVersion theirs, Optional<ApiVersion> fixed) {
    ApiVersion spoken = fixed.orElse(theirs.isAtLeast(NEWEST) ? NEWEST : theirs);
    boolean mayBeTooOld = !spoken.isAtLeast(theirs);
    if (mayBeTooOld) {
      oldest()
          .filter(oldest -> !spoken.isAtLeast(oldest))
          .ifPresent(oldest -> refuse(theirs, oldest, fixed));
    }
    return spoken;
  }

  /** The oldest that the engine speaks; empty where it does not say. */
  private Optional<ApiVersion> oldest() {
    Operation operation = new Operation("ask engine", "for its oldest API version");
    try {
      String text =
          client.json(operation, Request.get("/version"), limit).path("MinAPIVersion").asText("");
      return Optional.of(ApiVersion.parse(text));
    } catch (EngineException refusal) {
      if (refusal.status().isEmpty()) {
        throw refusal;
      }
      return Optional.empty(); // proxies before an engine may keep the call back
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private void refuse(ApiVersion theirs, ApiVersion oldest, Optional<ApiVersion> fixed) {
    String words =
        "the engine at "
            + address
            + " speaks API "
            + oldest
            + " to "
            + theirs
            + fixed
                .map(it -> ", and " + it + " is asked for; drop it from DOCKER_API_VERSION or from")
                .map(it -> it + " the options, or name one of those")
                .orElse(", and this library up to " + NEWEST + "; use a newer version of it");
    throw new EngineUnavailableException(words, "ask engine", address.toString(), words);
  }
}
