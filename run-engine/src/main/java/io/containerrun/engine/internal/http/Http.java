package io.containerrun.engine.internal.http;

import io.containerrun.engine.internal.http.ConnectionFailure.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** HTTP/1.1 on a leased wire, one exchange after the other. May be shared between threads. */
final class Http {

  private static final int MOST_OF_A_REFUSAL = 1 << 16;

  private final RequestWriter writer;

  Http(Endpoint endpoint) {
    this.writer = new RequestWriter(endpoint.address().base(), endpoint.headers());
  }

  Response call(Request request, Lease lease) throws IOException {
    try (Streamed answer = begin(request, lease)) {
      // Read to its end, the wire goes back into the pool; else close() ends it.
      String body = new String(answer.body.readAllBytes(), StandardCharsets.UTF_8);
      if (answer.status() == 400 && TlsFailures.wasSpokenToWithout(body)) {
        throw new ConnectionFailure(Kind.INSECURE, TlsFailures.WITHOUT_TLS);
      }
      return new Response(answer.status(), answer.head.headers(), body);
    } catch (ConnectionFailure known) {
      throw known;
    } catch (IOException broken) {
      throw brokenOff(broken);
    }
  }

  private static ConnectionFailure brokenOff(IOException cause) {
    String words = "the answer broke off: " + ConnectionFailure.reason(cause);
    return new ConnectionFailure(Kind.BROKEN, words, cause);
  }

  /** An answer whose body is still coming; a refusal has come as a whole, in the same time. */
  Streamed stream(Request request, Lease lease) throws IOException {
    Streamed answer = begin(request, lease);
    if (answer.status() < 400) {
      return answer;
    }
    try (answer) {
      byte[] words = answer.body.readNBytes(MOST_OF_A_REFUSAL);
      return new Streamed(answer.head, new ByteArrayInputStream(words), lease);
    } catch (IOException broken) {
      throw brokenOff(broken);
    }
  }

  private Streamed begin(Request request, Lease lease) throws IOException {
    TransportSocket wire = lease.take();
    try {
      ResponseHead head = answer(wire, () -> writer.write(request, wire));
      return new Streamed(
          head, new ResponseBody(head, request.method(), wire, lease::giveBack), lease);
    } catch (IOException | RuntimeException failure) {
      lease.close();
      throw failure;
    }
  }

  UpgradedConnection upgrade(Request request, Lease lease) throws IOException {
    TransportSocket wire = lease.open();
    try {
      ResponseHead head = answer(wire, () -> writer.writeUpgrading(request, wire));
      if (head.status() != 101 && head.status() != 200) {
        String words =
            new ResponseBody(head, request.method(), wire, () -> {}).text(MOST_OF_A_REFUSAL);
        throw new UpgradeRefused(head.status(), words);
      }
      return new UpgradedConnection(lease, wire, head.beyond());
    } catch (IOException | RuntimeException failure) {
      lease.close();
      throw failure;
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static ResponseHead answer(TransportSocket wire, Writing request)
      throws ConnectionFailure {
    try {
      request.run();
    } catch (ConnectionFailure noPayload) {
      throw noPayload;
    } catch (IOException unsent) {
      // Who refuses before it has read all of a request says so before it closes.
      return ResponseHead.readAfter(unsent, wire);
    }
    return ResponseHead.read(wire);
  }

  /** An answer whose body is still coming. */
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
