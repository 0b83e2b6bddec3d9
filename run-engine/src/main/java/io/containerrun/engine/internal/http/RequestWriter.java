package io.containerrun.engine.internal.http;

import io.containerrun.engine.internal.http.ConnectionFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes requests.
 *
 * @param base what stands before each path
 * @param common headers of every request that has none of that name itself
 */
record RequestWriter(String base, Map<String, String> common) {

  private static final int CHUNK = 1 << 16;

  private static final Map<String, String> ALWAYS =
      Map.of("Host", "docker", "User-Agent", "containerrun");

  /** Says what the bytes are: nobody else may. */
  private static final List<String> FRAMING =
      List.of("Connection", "Upgrade", "Content-Length", "Transfer-Encoding");

  private static final Map<String, String> UPGRADE =
      Map.of("Connection", "Upgrade", "Upgrade", "tcp");

  void write(Request request, TransportSocket wire) throws IOException {
    write(request, Map.of(), wire);
  }

  void writeUpgrading(Request request, TransportSocket wire) throws IOException {
    write(request, UPGRADE, wire);
  }

  private void write(Request request, Map<String, String> more, TransportSocket wire)
      throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(common);
    FRAMING.forEach(headers::remove);
    headers.putAll(request.headers());
    headers.putAll(ALWAYS);
    headers.putAll(more);
    if (request.body() instanceof RequestBody.Streamed streamed) {
      headers.put("Transfer-Encoding", "chunked");
      wire.write(ByteBuffer.wrap(head(request, headers)));
      writeChunks(streamed.stream(), wire);
    } else if (request.body() instanceof RequestBody.Text payload) {
      byte[] body = payload.text().getBytes(StandardCharsets.UTF_8);
      if (!request.method().equals("GET")) {
        headers.put("Content-Length", "" + body.length);
      }
      byte[] head = head(request, headers);
      wire.write(ByteBuffer.allocate(head.length + body.length).put(head).put(body).flip());
    }
  }

  private byte[] head(Request request, Map<String, String> headers) {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(base).append(request.path());
    head.append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return utf8(head.append("\r\n").toString());
  }

  private static void writeChunks(InputStream source, TransportSocket wire) throws IOException {
    byte[] bytes = new byte[CHUNK];
    int count;
    while ((count = read(source, bytes)) >= 0) {
      byte[] size = utf8(Integer.toHexString(count) + "\r\n");
      ByteBuffer chunk = ByteBuffer.allocate(size.length + count + 2);
      if (count > 0) {
        wire.write(chunk.put(size).put(bytes, 0, count).put(utf8("\r\n")).flip());
      }
    }
    wire.write(ByteBuffer.wrap(utf8("0\r\n\r\n")));
  }

  private static int read(InputStream source, byte[] bytes) throws ConnectionFailure {
    try {
      return source.read(bytes);
    } catch (IOException failure) {
      String words = "the payload cannot be read: " + ConnectionFailure.reason(failure);
      throw new ConnectionFailure(Kind.NO_ANSWER, words, failure);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
