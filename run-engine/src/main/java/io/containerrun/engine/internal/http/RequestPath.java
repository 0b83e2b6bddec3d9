package io.containerrun.engine.internal.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds a path with its query. The only place where text of a caller or of an engine becomes part
 * of a request: each segment is encoded, so that no text can end a request, start a query, or leave
 * its path. Used by one thread.
 */
public final class RequestPath {

  /** The characters that a segment has unencoded: RFC 3986, section 3.3. */
  private static final String PLAIN = "-._~!$&'()*+,;=:@/";

  private static final int USUAL_LENGTH = 128;

  private final StringBuilder text = new StringBuilder(USUAL_LENGTH);
  private char separator = '?';

  /**
   * A path without a query.
   *
   * @param root what comes before the segments, such as {@code /v1.41}; added as it is
   * @param segments such as {@code containers}; a slash, as in image names, separates parts
   * @throws IllegalArgumentException if a part is empty, {@code .} or {@code ..}
   */
  public RequestPath(String root, String... segments) {
    text.append(root);
    for (String segment : segments) {
      requireNames(segment);
      text.append('/');
      encode(segment);
    }
  }

  private static void requireNames(String segment) {
    String parts = "/" + segment + "/";
    if (parts.contains("//") || parts.contains("/./") || parts.contains("/../")) {
      throw new IllegalArgumentException(
          "'" + segment + "' is not a name: use letters, digits and _.-");
    }
  }

  private void encode(String segment) {
    for (byte one : segment.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (one & 0xff);
      boolean plain = character < 0x80 && Character.isLetterOrDigit(character);
      if (plain || PLAIN.indexOf(character) >= 0) {
        text.append(character);
      } else {
        text.append("%%%02X".formatted((int) character));
      }
    }
  }

  /** Adds a parameter. */
  public RequestPath with(String name, Object value) {
    text.append(separator).append(name).append('=');
    text.append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
    separator = '&';
    return this;
  }

  /** Adds parameters in the order of their names. */
  public RequestPath with(Map<String, ?> parameters) {
    new TreeMap<>(parameters).forEach(this::with);
    return this;
  }

  /** Adds a switch if it is on. */
  public RequestPath when(boolean on, String name) {
    return on ? with(name, 1) : this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
