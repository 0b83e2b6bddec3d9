package io.containerrun.engine.internal.http;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The headers of a request, without those that frame a message. */
public final class RequestHeaders {

  private static final Map<String, String> ALWAYS =
      Map.of("Host", "docker", "User-Agent", "containerrun");

  /** Headers that describe the framing of a message; only the connection sets them. */
  private static final List<String> FRAMING =
      List.of("Connection", "Upgrade", "Content-Length", "Transfer-Encoding");

  private RequestHeaders() {}

  /**
   * All headers, by their names in any case.
   *
   * @param common headers of every request, unless the request has a header of that name
   */
  public static Map<String, String> of(Request request, Map<String, String> common) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(common);
    FRAMING.forEach(headers::remove);
    headers.putAll(request.headers());
    headers.putAll(ALWAYS);
    return headers;
  }
}
