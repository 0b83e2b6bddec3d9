package io.containerrun.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.connection.Answer;
import io.containerrun.engine.internal.connection.Connection;
import io.containerrun.engine.internal.connection.ConnectionFailure;
import io.containerrun.engine.internal.connection.EngineAddress;
import io.containerrun.engine.internal.connection.Request;
import io.containerrun.engine.internal.connection.StreamedAnswer;
import io.containerrun.engine.internal.connection.UpgradeRefused;
import io.containerrun.engine.internal.connection.Upgraded;
import io.containerrun.engine.internal.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Exchanges with an engine whose failures are this library's exceptions. May be shared between
 * threads.
 */
final class Calls {

  private final EngineAddress address;
  private final Connection connection;

  Calls(EngineAddress address, Connection connection) {
    this.address = address;
    this.connection = connection;
  }

  /** The answer, whatever its status. */
  Answer ask(Operation operation, Request request, Duration limit) {
    return guarded(operation, () -> connection.call(request, limit));
  }

  /** The answer, if it is a success. */
  Answer call(Operation operation, Request request, Duration limit) {
    Answer answer = ask(operation, request, limit);
    if (answer.status() >= 400) {
      throw Refusals.of(operation, answer.status(), Json.refusal(answer.body()));
    }
    return answer;
  }

  /** The answer's JSON, if it is a success. */
  JsonNode json(Operation operation, Request request, Duration limit) {
    Answer answer = call(operation, request, limit);
    try {
      return Json.read(answer.body());
    } catch (IOException nonsense) {
      String words = "the engine's answer is no JSON";
      throw new EngineException(operation + ": " + words, operation.name(), answer.status(), words)
          .causedBy(nonsense);
    }
  }

  /** An answer whose body is still coming, if it is a success. */
  StreamedAnswer stream(Operation operation, Request request, Duration limit) {
    return guarded(
        operation,
        () -> {
          StreamedAnswer answer = connection.stream(request, limit);
          if (answer.status() >= 400) {
            try (answer) {
              byte[] body = answer.body().readAllBytes();
              String words = Json.refusal(new String(body, StandardCharsets.UTF_8));
              throw Refusals.of(operation, answer.status(), words);
            }
          }
          return answer;
        });
  }

  Upgraded upgrade(Operation operation, Request request, Duration limit) {
    return guarded(operation, () -> connection.upgrade(request, limit));
  }

  private interface Exchange<T> {
    T run() throws IOException, InterruptedException;
  }

  private <T> T guarded(Operation operation, Exchange<T> exchange) {
    try {
      return exchange.run();
    } catch (UpgradeRefused refused) {
      throw Refusals.of(operation, refused.status(), Json.refusal(refused.body()));
    } catch (ConnectionFailure failure) {
      throw Refusals.of(operation, address, failure);
    } catch (IOException failure) {
      String words = Reason.of(failure);
      throw new EngineException(operation + ": " + words, operation.name(), 0, words)
          .causedBy(failure);
    } catch (InterruptedException interrupt) {
      throw Waiting.interrupted(operation.toString(), interrupt);
    }
  }
}
