package io.containerrun.engine.internal.api;

import io.containerrun.ApiVersion;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.internal.http.EngineAddress;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.json.JsonFields;
import java.time.Duration;
import java.util.Optional;

/**
 * Negotiates the version of the API: the newest that both sides support, or a fixed one. Engines
 * also have an oldest version, which only {@code /version} reports; it is read if the negotiated
 * version is older than the engine's newest.
 */
final class ApiNegotiation {

  /** The newest version that this library supports. */
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
   * The version to use.
   *
   * @param theirs the engine's newest
   * @throws EngineUnavailableException if the engine no longer supports the version
   */
  ApiVersion chosen(ApiVersion theirs, Optional<ApiVersion> fixed) {
    ApiVersion chosen = fixed.orElse(theirs.isAtLeast(NEWEST) ? NEWEST : theirs);
    boolean mayBeTooOld = !chosen.isAtLeast(theirs);
    if (mayBeTooOld) {
      oldest()
          .filter(oldest -> !chosen.isAtLeast(oldest))
          .ifPresent(oldest -> reject(theirs, oldest, fixed));
    }
    return chosen;
  }

  /** The engine's oldest version; empty if it does not report it. */
  private Optional<ApiVersion> oldest() {
    Operation operation = new Operation("ask engine", "for its oldest API version");
    try {
      String text =
          JsonFields.text(
              client.json(operation, Request.get("/version"), limit).path("MinAPIVersion"));
      return Optional.of(ApiVersion.parse(text));
    } catch (EngineException failure) {
      if (failure.status().isEmpty()) {
        throw failure;
      }
      return Optional.empty(); // proxies in front of an engine may block the call
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private void reject(ApiVersion theirs, ApiVersion oldest, Optional<ApiVersion> fixed) {
    String words =
        "the engine at "
            + address
            + " supports API "
            + oldest
            + " to "
            + theirs
            + fixed
                .map(
                    it -> ", not the requested " + it + "; drop it from DOCKER_API_VERSION or from")
                .map(it -> it + " the options, or choose a supported version")
                .orElse(
                    ", and this library up to " + NEWEST + "; use a newer version of this library");
    throw new EngineUnavailableException(words, "ask engine", address.toString(), words);
  }
}
