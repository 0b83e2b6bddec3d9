package io.containerrun.engine.internal.dockerjava;

import com.github.dockerjava.transport.DockerHttpClient;
import io.containerrun.engine.internal.http.BodyLimit;
import io.containerrun.engine.internal.http.ConnectionFailure;
import io.containerrun.engine.internal.http.Response;
import io.containerrun.engine.internal.http.StreamingResponse;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One exchange by a client of docker-java, up to the end of its response. One thread executes it
 * and reads; any thread may close it, also before there is a response.
 */
final class CarriedExchange implements StreamingResponse {

  private static final int MOST_OF_AN_ERROR = 1 << 16;

  private final DockerHttpClient client;
  private final Consumer<CarriedExchange> onClose;
  private Optional<DockerHttpClient.Response> held = Optional.empty();
  private boolean closed;

  CarriedExchange(DockerHttpClient client, Consumer<CarriedExchange> onClose) {
    this.client = client;
    this.onClose = onClose;
  }

  /** Sends the request and waits for the head of the response. */
  void execute(CarriedRequests.Prepared prepared) throws IOException {
    prepared.sending().run();
    DockerHttpClient.Response response;
    try {
      response = client.execute(prepared.request());
    } catch (RuntimeException | LinkageError failure) {
      throw CarriedFailures.of(failure);
    }
    synchronized (this) {
      held = Optional.of(response);
      if (!closed) {
        return;
      }
    }
    response.close();
    throw ConnectionFailure.givenUp();
  }

  private synchronized DockerHttpClient.Response held() throws ConnectionFailure {
    return held.orElseThrow(ConnectionFailure::givenUp);
  }

  @Override
  public int status() {
    return held.map(DockerHttpClient.Response::getStatusCode).orElse(0);
  }

  @Override
  public InputStream body() {
    return held.<InputStream>map(it -> new Body(it.getBody()))
        .orElseGet(InputStream::nullInputStream);
  }

  /** Closing the stream of a client reads it to its end first, which may never come. */
  private final class Body extends FilterInputStream {

    Body(InputStream body) {
      super(body);
    }

    @Override
    public void close() {
      CarriedExchange.this.close();
    }
  }

  /** The complete response. */
  Response response() throws IOException {
    byte[] bytes = isError() ? errorBytes() : CarriedFailures.reading(() -> BodyLimit.read(body()));
    return new Response(status(), headers(), new String(bytes, StandardCharsets.UTF_8));
  }

  /** The first value of each header, by its name in lower case. */
  private Map<String, String> headers() throws ConnectionFailure {
    Map<String, String> headers = new TreeMap<>();
    for (Map.Entry<String, List<String>> header : held().getHeaders().entrySet()) {
      header.getValue().stream()
          .findFirst()
          .ifPresent(it -> headers.put(header.getKey().toLowerCase(Locale.ROOT), it));
    }
    return headers;
  }

  /** Whether the response has a length, so that no raw stream follows. */
  boolean isFramed() throws ConnectionFailure {
    Map<String, String> headers = headers();
    return headers.containsKey("content-length")
        || "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
  }

  String errorText() throws IOException {
    return new String(errorBytes(), StandardCharsets.UTF_8).strip();
  }

  private byte[] errorBytes() throws IOException {
    try (this) {
      return CarriedFailures.reading(() -> body().readNBytes(MOST_OF_AN_ERROR));
    }
  }

  /** An error response with its body, which has been read. */
  StreamingResponse wholeError() throws IOException {
    return new WholeError(status(), new ByteArrayInputStream(errorBytes()));
  }

  private record WholeError(int status, InputStream body) implements StreamingResponse {
    @Override
    public void close() {}
  }

  @Override
  public void close() {
    Optional<DockerHttpClient.Response> response;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      response = held;
    }
    response.ifPresent(DockerHttpClient.Response::close);
    onClose.accept(this);
  }

  synchronized boolean isOpen() {
    return !closed;
  }
}
