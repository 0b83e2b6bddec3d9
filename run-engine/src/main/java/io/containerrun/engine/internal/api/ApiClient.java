package io.containerrun.engine.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ApiVersion;
import io.containerrun.Target;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.internal.http.Connection;
import io.containerrun.engine.internal.http.ConnectionFailure;
import io.containerrun.engine.internal.http.Directions;
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
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The client of one engine's API, in the negotiated version. Throws failures and error responses as
 * exceptions of this library. May be shared between threads.
 */
public final class ApiClient {

  /** The version of engines that do not report theirs. */
  private static final ApiVersion UNREPORTED = new ApiVersion(1, 24);

  /** A header of all responses of Podman. */
  private static final String OF_PODMAN = "Libpod-Api-Version";

  private final EngineAddress address;
  private final Connection connection;
  private final Timeouts timeouts;
  private final Target target;
  private final boolean podman;

  /** The prefix of the version, computed once. */
  private final String root;

  private ApiClient(
      EngineAddress address,
      Connection connection,
      Timeouts timeouts,
      Target target,
      boolean podman) {
    this.address = address;
    this.connection = connection;
    this.timeouts = timeouts;
    this.target = target;
    this.podman = podman;
    this.root = "/v" + target.api();
  }

  /**
   * Negotiates the version of the API.
   *
   * @param fixed the version to use; empty for the newest that both sides support
   * @throws EngineUnavailableException if the engine no longer supports that version
   */
  public static ApiClient negotiate(
      EngineAddress address, Connection connection, Timeouts timeouts, Optional<ApiVersion> fixed) {
    ApiClient first =
        new ApiClient(address, connection, timeouts, Target.of("", UNREPORTED), false);
    Operation ping = new Operation("ask engine", "for its API version");
    Response response = first.ask(ping, Request.get("/_ping"), timeouts.response());
    new PingResponse(address, ping, response).requireEngine();
    ApiVersion theirs =
        response.header("Api-Version").map(it -> version(address, ping, it)).orElse(UNREPORTED);
    ApiNegotiation negotiation = new ApiNegotiation(address, first, timeouts.response());
    ApiVersion chosen = negotiation.chosen(theirs, fixed);
    String system = response.header("Ostype").orElse("linux");
    boolean podman = response.header(OF_PODMAN).isPresent();
    return new ApiClient(address, connection, timeouts, Target.of(system, chosen), podman);
  }

  private static ApiVersion version(EngineAddress address, Operation ping, String text) {
    try {
      return ApiVersion.parse(text);
    } catch (IllegalArgumentException nonsense) {
      throw ErrorMapper.noEngine(ping, address, "its API version is '" + text + "'");
    }
  }

  /** The negotiated version of the API. */
  public ApiVersion version() {
    return target.api();
  }

  /** The engine as a target of rules, as far as the negotiation reveals it. */
  public Target target() {
    return target;
  }

  /** Whether the engine is Podman, which differs from Docker in what its responses mean. */
  public boolean isPodman() {
    return podman;
  }

  /** The timeouts of calls. */
  public Timeouts timeouts() {
    return timeouts;
  }

  /**
   * A path with the prefix of the negotiated version.
   *
   * @param segments such as {@code containers}, an id, {@code json}
   */
  RequestPath path(String... segments) {
    return new RequestPath(root, segments);
  }

  /** Sends a request and returns the response, even an error response. */
  Response ask(Operation operation, Request request, Duration limit) {
    try {
      return connection.call(request, limit);
    } catch (IOException | InterruptedException failure) {
      throw mapped(operation, failure);
    }
  }

  /** Sends a request and returns the response; an error response is thrown. */
  Response call(Operation operation, Request request, Duration limit) {
    Response response = ask(operation, request, limit);
    if (response.isError()) {
      throw ErrorMapper.of(operation, response.status(), Json.errorMessage(response.body()));
    }
    return response;
  }

  /** The same with the response timeout. */
  Response call(Operation operation, Request request) {
    return call(operation, request, timeouts.response());
  }

  /** Sends a request and returns the JSON of the response; an error response is thrown. */
  JsonNode json(Operation operation, Request request, Duration limit) {
    return parsed(operation, call(operation, request, limit));
  }

  private static JsonNode parsed(Operation operation, Response response) {
    try {
      return Json.read(response.body());
    } catch (IOException nonsense) {
      String words = "the engine's response is not JSON";
      int status = response.status();
      throw new EngineException(operation + ": " + words, operation.name(), status, words)
          .causedBy(nonsense);
    }
  }

  /** The same with the response timeout. */
  JsonNode json(Operation operation, Request request) {
    return json(operation, request, timeouts.response());
  }

  /**
   * Sends a request and reads the JSON of the response; an error response is thrown, and so is a
   * response that the reading rejects.
   */
  <T> T read(Operation operation, Request request, Duration limit, Function<JsonNode, T> reading) {
    return read(operation, json(operation, request, limit), reading);
  }

  /** Reads the JSON of a response; one that the reading rejects is thrown. */
  <T> T read(Operation operation, JsonNode json, Function<JsonNode, T> reading) {
    try {
      return reading.apply(json);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException unreadable) {
      String words = "the engine's response cannot be read: " + Reason.of(unreadable);
      throw new EngineException(operation + ": " + words, operation.name(), 0, words)
          .causedBy(unreadable);
    }
  }

  /** The same with the response timeout. */
  <T> T read(Operation operation, Request request, Function<JsonNode, T> reading) {
    return read(operation, request, timeouts.response(), reading);
  }

  /**
   * Sends a request that creates an object. After most failures the engine may still have created
   * it, or do so later.
   *
   * @param refused called before a failure after which nothing has been created and nothing will
   */
  JsonNode create(Operation operation, Request request, Runnable refused) {
    if (Thread.currentThread().isInterrupted()) {
      refused.run();
    }
    Waiting.requireUninterrupted(operation.toString());
    AtomicBoolean sent = new AtomicBoolean();
    Response response;
    try {
      response = connection.call(request.reporting(() -> sent.set(true)), timeouts.response());
    } catch (IOException | InterruptedException failure) {
      if (!sent.get() || isInsecure(failure)) {
        refused.run();
      }
      throw mapped(operation, failure);
    }
    if (response.isError()) {
      if (Refusals.isRefusal(response)) {
        refused.run();
      }
      throw ErrorMapper.of(operation, response.status(), Json.errorMessage(response.body()));
    }
    return parsed(operation, response);
  }

  /** Whether TLS failed, which may be told only after the request was sent, and prevents it. */
  private static boolean isInsecure(Exception failure) {
    return failure instanceof ConnectionFailure below
        && below.kind() == ConnectionFailure.Kind.INSECURE;
  }

  /**
   * Sends a request and returns once the head of the response has come within the limit; an error
   * response is thrown.
   */
  StreamingResponse stream(Operation operation, Request request, Duration limit) {
    try {
      StreamingResponse response = connection.stream(request, limit);
      if (response.isError()) {
        try (response) {
          byte[] body = response.body().readAllBytes();
          String words = Json.errorMessage(new String(body, StandardCharsets.UTF_8));
          throw ErrorMapper.of(operation, response.status(), words);
        }
      }
      return response;
    } catch (IOException | InterruptedException failure) {
      throw mapped(operation, failure);
    }
  }

  /** The same with the response timeout. */
  StreamingResponse stream(Operation operation, Request request) {
    return stream(operation, request, timeouts.response());
  }

  /** Whether an upgraded connection can end its input and go on with its output. */
  public boolean closesDirections() {
    return connection.closesDirections();
  }

  /** Sends a request that upgrades its connection to raw streams. */
  UpgradedConnection upgrade(
      Operation operation, Request request, Directions directions, Duration limit) {
    try {
      return connection.upgrade(request, directions, limit);
    } catch (IOException | InterruptedException failure) {
      throw mapped(operation, failure);
    }
  }

  private RuntimeException mapped(Operation operation, Exception failure) {
    if (failure instanceof InterruptedException interrupt) {
      return Waiting.interrupted(operation.toString(), interrupt);
    }
    if (failure instanceof UpgradeRefused refused) {
      return ErrorMapper.of(operation, refused.status(), Json.errorMessage(refused.body()));
    }
    if (failure instanceof ConnectionFailure below) {
      return ErrorMapper.of(operation, address, below);
    }
    String words = Reason.of(failure);
    return new EngineException(operation + ": " + words, operation.name(), 0, words)
        .causedBy(failure);
  }
}
