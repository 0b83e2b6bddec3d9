package io.containerrun.engine.internal.dockerjava;

import com.github.dockerjava.transport.DockerHttpClient;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.http.RequestBody;
import io.containerrun.engine.internal.http.RequestHeaders;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes requests as docker-java has them.
 *
 * @param common headers of every request, unless the request has a header of that name
 */
record CarriedRequests(Map<String, String> common) {

  /**
   * A request for docker-java.
   *
   * @param sending called before it is sent
   */
  record Prepared(DockerHttpClient.Request request, Runnable sending) {}

  /** On a connection of its own: a reused one may have been closed by the engine. */
  Prepared plain(Request request) {
    return new Prepared(
        builder(request).putHeader("Connection", "close").build(), request.sending());
  }

  /** A request for an upgrade, after which the client writes that input. */
  Prepared withInput(Request request, InputStream input) {
    return new Prepared(builder(request).hijackedInput(input).build(), request.sending());
  }

  private DockerHttpClient.Request.Builder builder(Request request) {
    DockerHttpClient.Request.Builder builder = new DockerHttpClient.Request.Builder();
    builder.method(request.method()).path(request.path());
    Map<String, String> headers = RequestHeaders.of(request, common);
    headers.remove("Host"); // the client knows it
    builder.putAllHeaders(headers);
    if (request.body() instanceof RequestBody.Streamed streamed) {
      builder.body(streamed.stream());
    } else if (request.body() instanceof RequestBody.Text text && !text.text().isEmpty()) {
      builder.bodyBytes(text.text().getBytes(StandardCharsets.UTF_8));
    }
    return builder;
  }
}
