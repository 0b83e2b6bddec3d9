package io.containerrun.engine.internal.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Encodes requests as HTTP/1.1.
 *
 * @param base the prefix of each path
 * @param common headers of every request, unless the request has a header of that name
 */
record RequestEncoder(String base, Map<String, String> common) {

  /** The headers that request an upgrade. */
  static final Map<String, String> UPGRADE = Map.of("Connection", "Upgrade", "Upgrade", "tcp");

  /** Encodes the complete request if its body is a text, only its head if the body is streamed. */
  ByteBuffer encode(Request request, Map<String, String> more) {
    Map<String, String> headers = RequestHeaders.of(request, common);
    headers.putAll(more);
    byte[] body = {};
    if (request.body() instanceof RequestBody.Text text) {
      body = utf8(text.text());
      if (!request.method().equals("GET")) {
        headers.put("Content-Length", "" + body.length);
      }
    } else {
      headers.put("Transfer-Encoding", "chunked");
    }
    byte[] head = head(request, headers);
    return ByteBuffer.allocate(head.length + body.length).put(head).put(body).flip();
  }

  private byte[] head(Request request, Map<String, String> headers) {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(base).append(request.path());
    head.append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return utf8(head.append("\r\n").toString());
  }

  /** One chunk of a streamed body. */
  static ByteBuffer chunk(byte[] bytes, int count) {
    byte[] size = utf8(Integer.toHexString(count) + "\r\n");
    ByteBuffer chunk = ByteBuffer.allocate(size.length + count + 2);
    return chunk.put(size).put(bytes, 0, count).put(utf8("\r\n")).flip();
  }

  /** The end of a chunked body. */
  static ByteBuffer lastChunk() {
    return ByteBuffer.wrap(utf8("0\r\n\r\n"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
