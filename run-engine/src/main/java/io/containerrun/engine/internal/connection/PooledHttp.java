package io.containerrun.engine.internal.connection;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.containerrun.engine.internal.connection.ConnectionFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** HTTP over docker-java's pooled client. May be shared between threads. */
final class PooledHttp implements AutoCloseable {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(30);

  private final EngineAddress address;
  private final DockerHttpClient client;

  PooledHttp(EngineAddress address) {
    this.address = address;
    this.client =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(address.uri())
            .connectionTimeout(CONNECT_LIMIT)
            .build();
  }

  Answer call(Request request) throws IOException {
    try (Response response = send(request)) {
      // Read to its end, the connection goes back into the pool; else close() ends it.
      byte[] body = response.getBody().readAllBytes();
      return new Answer(
          response.getStatusCode(),
          headers(response.getHeaders()),
          new String(body, StandardCharsets.UTF_8));
    } catch (ConnectionFailure known) {
      throw known;
    } catch (IOException broken) {
      throw new ConnectionFailure(Kind.BROKEN, "the answer broke off: " + reason(broken), broken);
    }
  }

  StreamedAnswer stream(Request request) throws IOException {
    return new Streamed(send(request));
  }

  private Response send(Request request) throws ConnectionFailure {
    DockerHttpClient.Request.Builder wire = DockerHttpClient.Request.builder();
    wire.method(request.method()).path(request.path()).headers(request.headers());
    if (request.body() instanceof Payload.Streamed streamed) {
      wire.body(streamed.stream());
    } else if (request.body() instanceof Payload.Text body && !body.text().isEmpty()) {
      wire.bodyBytes(body.text().getBytes(StandardCharsets.UTF_8));
    }
    try {
      return client.execute(wire.build());
    } catch (RuntimeException failure) {
      // The client wraps each IOException in a bare RuntimeException.
      throw failure.getCause() instanceof IOException cause ? failed(cause) : broken(failure);
    }
  }

  /** Tells an engine that is not there from one that does not answer, by knocking once more. */
  private ConnectionFailure failed(IOException cause) {
    if (Thread.currentThread().isInterrupted()) {
      return new ConnectionFailure(Kind.TOO_LATE, "the exchange was given up", cause);
    }
    try {
      address.open().close();
    } catch (IOException unreachable) {
      return new ConnectionFailure(Kind.UNREACHABLE, reason(unreachable), unreachable);
    }
    return new ConnectionFailure(Kind.NO_ANSWER, "no answer: " + reason(cause), cause);
  }

  private static ConnectionFailure broken(RuntimeException failure) {
    return new ConnectionFailure(Kind.BROKEN, "not HTTP: " + reason(failure), failure);
  }

  static String reason(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static Map<String, String> headers(Map<String, List<String>> all) {
    Map<String, String> headers = new HashMap<>();
    all.forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    return headers;
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private record Streamed(Response response) implements StreamedAnswer {
    @Override
    public int status() {
      return response.getStatusCode();
    }

    @Override
    public InputStream body() {
      return response.getBody();
    }

    @Override
    public void close() {
      response.close();
    }
  }
}
