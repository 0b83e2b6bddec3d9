package io.containerrun.engine.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ApiVersion;
import io.containerrun.Target;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.internal.http.Connection;
import io.containerrun.engine.internal.http.ConnectionFailure;
import io.containerrun.engine.internal.http.EngineAddress;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.http.RequestPath;
import io.containerrun.engine.internal.http.Response;
import io.containerrun.engine.internal.http.StreamingResponse;
import io.containerrun.engine.internal.http.UpgradeRefused;
import io.containerrun.engine.internal.http.UpgradedConnection;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.util.Reason;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.internal.util.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The client of one engine's API, in the version that both sides speak. Failures and error
 * responses are this library's exceptions. May be shared between threads.
 */
public final class ApiClient {

  /** The version of engines that do not say theirs. */
  private static final ApiVersion UNSTATED = new ApiVersion(1, 24);

  private final EngineAddress address;
  private final Connection connection;
  private final Timeouts timeouts;
  private final Target target;

  private ApiClient(
      EngineAddress address, Connection connection, Timeouts timeouts, Target target) {
    this.address = address;
    this.connection = connection;
    this.timeouts = timeouts;
    this.target = target;
  }

  /**
   * Asks the engine which version it speaks.
   *
   * @param fixed the version to speak; empty for the newest that both sides know
   * @throws EngineUnavailableException if the engine no longer speaks that version
   */
  public static ApiClient negotiate(
      EngineAddress address, Connection connection, Timeouts timeouts, Optional<ApiVersion> fixed) {
    ApiClient first = new ApiClient(address, connection, timeouts, Target.of("", UNSTATED));
    Operation ping = new Operation("ask engine", "for its API version");
    Response response = first.call(ping, Request.get("/_ping"));
    ApiVersion theirs =
        response.header("Api-Version").map(it -> version(address, ping, it)).orElse(UNSTATED);
    ApiNegotiation negotiation = new ApiNegotiation(address, first, timeouts.response());
    ApiVersion spoken = negotiation.spoken(theirs, fixed);
    String system = response.header("Ostype").orElse("linux");
    return new ApiClient(address, connection, timeouts, Target.of(system, spoken));
  }

  private static ApiVersion version(EngineAddress address, Operation ping, String text) {
    try {
      return ApiVersion.parse(text);
    } catch (IllegalArgumentException nonsense) {
      String words =
          "what answers at " + address + " is no engine: its API version is '" + text + "'";
      throw new EngineUnavailableException(words, ping.name(), address.toString(), words);
    }
  }

  /** The version that both sides speak. */
  public ApiVersion version() {
    return target.api();
  }

  /** What rules need to know about the engine. */
  public Target target() {
    return target;
  }

  /** How long calls may take. */
  public Timeouts timeouts() {
    return timeouts;
  }

  /**
   * A path in the version that both sides speak.
   *
   * @param segments such as {@code containers}, an id, {@code json}
   */
  RequestPath path(String... segments) {
    String[] all = new String[segments.length + 1];
    all[0] = "v" + target.api();
    System.arraycopy(segments, 0, all, 1, segments.length);
    return new RequestPath(all);
  }

  /** The response, whatever its status. */
  Response ask(Operation operation, Request request, Duration limit) {
    try {
      return connection.call(request, limit);
    } catch (IOException | InterruptedException failure) {
      throw mapped(operation, failure);
    }
  }

  /** The response, if it is a success. */
  Response call(Operation operation, Request request, Duration limit) {
    Response response = ask(operation, request, limit);
    if (response.isError()) {
      throw ErrorMapper.of(operation, response.status(), Json.refusal(response.body()));
    }
    return response;
  }

  /** The same within the limit for responses. */
  Response call(Operation operation, Request request) {
    return call(operation, request, timeouts.response());
  }

  /** The JSON of the response, if it is a success. */
  JsonNode json(Operation operation, Request request, Duration limit) {
    Response response = call(operation, request, limit);
    try {
      return Json.read(response.body());
    } catch (IOException nonsense) {
      String words = "the engine's answer is no JSON";
      int status = response.status();
      throw new EngineException(operation + ": " + words, operation.name(), status, words)
          .causedBy(nonsense);
    }
  }

  /** The same within the limit for responses. */
  JsonNode json(Operation operation, Request request) {
    return json(operation, request, timeouts.response());
  }

  /** A response whose body is still coming, if it is a success; its head within the limit. */
  StreamingResponse stream(Operation operation, Request request, Duration limit) {
    try {
      StreamingResponse response = connection.stream(request, limit);
      if (response.status() >= 400) {
        try (response) {
          byte[] body = response.body().readAllBytes();
          String words = Json.refusal(new String(body, StandardCharsets.UTF_8));
          throw ErrorMapper.of(operation, response.status(), words);
        }
      }
      return response;
    } catch (IOException | InterruptedException failure) {
      throw mapped(operation, failure);
    }
  }

  /** The same within the limit for responses. */
  StreamingResponse stream(Operation operation, Request request) {
    return stream(operation, request, timeouts.response());
  }

  /** A connection that carries streams from now on. */
  UpgradedConnection upgrade(Operation operation, Request request, Duration limit) {
    try {
      return connection.upgrade(request, limit);
    } catch (IOException | InterruptedException failure) {
      throw mapped(operation, failure);
    }
  }

  private RuntimeException mapped(Operation operation, Exception failure) {
    if (failure instanceof InterruptedException interrupt) {
      return Waiting.interrupted(operation.toString(), interrupt);
    }
    if (failure instanceof UpgradeRefused refused) {
      return ErrorMapper.of(operation, refused.status(), Json.refusal(refused.body()));
    }
    if (failure instanceof ConnectionFailure below) {
      return ErrorMapper.of(operation, address, below);
    }
    String words = Reason.of(failure);
    return new EngineException(operation + ": " + words, operation.name(), 0, words)
        .causedBy(failure);
  }
}
