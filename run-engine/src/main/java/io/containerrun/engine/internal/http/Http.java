package io.containerrun.engine.internal.http;

import io.containerrun.engine.internal.http.ConnectionFailure.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** HTTP/1.1 exchanges, each on a leased socket. May be shared between threads. */
final class Http {

  private static final int MOST_OF_AN_ERROR = 1 << 16;

  private static final int CHUNK = 1 << 16;

  private final RequestEncoder encoder;

  Http(Endpoint endpoint) {
    this.encoder = new RequestEncoder(endpoint.address().base(), endpoint.headers());
  }

  Response call(Request request, Lease lease) throws IOException {
    try (Streamed response = begin(request, lease)) {
      // Read to its end, the socket goes back to the pool; otherwise close() closes it.
      byte[] bytes =
          response.isError()
              ? response.body.readNBytes(MOST_OF_AN_ERROR)
              : response.body.readAllBytes();
      String body = new String(bytes, StandardCharsets.UTF_8);
      if (response.status() == 400 && TlsFailures.isResponseToPlainRequest(body)) {
        throw new ConnectionFailure(Kind.INSECURE, TlsFailures.WITHOUT_TLS);
      }
      return new Response(response.status(), response.head.headers(), body);
    } catch (ConnectionFailure known) {
      throw known;
    } catch (IOException broken) {
      throw brokenOff(broken);
    }
  }

  private static ConnectionFailure brokenOff(IOException cause) {
    String words = "the response broke off: " + ConnectionFailure.reason(cause);
    return new ConnectionFailure(Kind.BROKEN, words, cause);
  }

  /**
   * A streaming response; the body of an error response is read completely, within the same limit.
   */
  Streamed stream(Request request, Lease lease) throws IOException {
    Streamed response = begin(request, lease);
    if (!response.isError()) {
      return response;
    }
    try (response) {
      byte[] words = response.body.readNBytes(MOST_OF_AN_ERROR);
      return new Streamed(response.head, new ByteArrayInputStream(words), lease);
    } catch (IOException broken) {
      throw brokenOff(broken);
    }
  }

  private Streamed begin(Request request, Lease lease) throws IOException {
    TransportSocket socket = lease.take();
    try {
      ResponseHead head = send(request, Map.of(), socket);
      return new Streamed(
          head, new ResponseBody(head, request.method(), socket, lease::giveBack), lease);
    } catch (IOException | RuntimeException failure) {
      lease.close();
      throw failure;
    }
  }

  UpgradedConnection upgrade(Request request, Lease lease) throws IOException {
    TransportSocket socket = lease.open();
    try {
      ResponseHead head = send(request, RequestEncoder.UPGRADE, socket);
      if (!head.isUpgrade()) {
        String error =
            new ResponseBody(head, request.method(), socket, () -> {}).text(MOST_OF_AN_ERROR);
        throw new UpgradeRefused(head.status(), error);
      }
      return new UpgradedConnection(socket, head.beyond(), lease::close);
    } catch (IOException | RuntimeException failure) {
      lease.close();
      throw failure;
    }
  }

  private ResponseHead send(Request request, Map<String, String> more, TransportSocket socket)
      throws ConnectionFailure {
    try {
      request.sending().run();
      socket.write(encoder.encode(request, more));
      if (request.body() instanceof RequestBody.Streamed streamed) {
        writeChunks(streamed.stream(), socket);
      }
    } catch (ConnectionFailure unreadable) {
      throw unreadable;
    } catch (IOException unsent) {
      // An engine that rejects a request before it has read all of it responds before it closes.
      return ResponseHead.readAfter(unsent, socket);
    }
    return ResponseHead.read(socket);
  }

  private static void writeChunks(InputStream source, TransportSocket socket) throws IOException {
    byte[] bytes = new byte[CHUNK];
    int count;
    while ((count = read(source, bytes)) >= 0) {
      if (count > 0) {
        socket.write(RequestEncoder.chunk(bytes, count));
      }
    }
    socket.write(RequestEncoder.lastChunk());
  }

  private static int read(InputStream source, byte[] bytes) throws ConnectionFailure {
    try {
      return source.read(bytes);
    } catch (IOException failure) {
      String words = "the request body cannot be read: " + ConnectionFailure.reason(failure);
      throw new ConnectionFailure(Kind.NO_RESPONSE, words, failure);
    }
  }

  /** A streaming response on its socket. */
  record Streamed(ResponseHead head, InputStream body, Lease lease) implements StreamingResponse {
    @Override
    public int status() {
      return head.status();
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
