package io.containerrun.engine.internal.http;

import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP request to an engine.
 *
 * @param method such as {@code POST}
 * @param path with the query, relative to the path of the address
 * @param headers in addition to those that the connection sets
 * @param body the request body
 * @param repeatable whether the request is idempotent
 * @param sending called before the first byte is sent
 */
public record Request(
    String method,
    String path,
    Map<String, String> headers,
    RequestBody body,
    boolean repeatable,
    Runnable sending) {

  /** A parameter with its value. */
  private static final Pattern PARAMETER = Pattern.compile("([?&])([^=&]*)=([^&]*)");

  /**
   * The parameters whose values are in log lines: switches, numbers, and names of objects. All
   * others may hold a secret, such as a variable that a commit sets, or a label.
   */
  private static final Set<String> HARMLESS =
      Set.of(
          "all",
          "condition",
          "container",
          "follow",
          "force",
          "forcerm",
          "fromImage",
          "h",
          "logs",
          "name",
          "names",
          "noOverwriteDirNonDir",
          "nocache",
          "one-shot",
          "path",
          "pause",
          "platform",
          "pull",
          "quiet",
          "repo",
          "rm",
          "signal",
          "since",
          "size",
          "stderr",
          "stdin",
          "stdout",
          "stream",
          "t",
          "tag",
          "tail",
          "target",
          "timestamps",
          "until",
          "v",
          "w");

  /**
   * Copies the headers.
   *
   * @throws IllegalArgumentException if the path would end the request line
   */
  public Request {
    if (!isOneWord(path)) {
      throw new IllegalArgumentException("a path of a request has blanks or control characters");
    }
    headers = Map.copyOf(headers);
  }

  private static void unobserved() {}

  /** Whether the request line goes on behind the path. */
  private static boolean isOneWord(String path) {
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) <= ' ' || path.charAt(i) > '~') {
        return false;
      }
    }
    return path.startsWith("/");
  }

  /** A GET request. */
  public static Request get(String path) {
    return new Request("GET", path, Map.of(), RequestBody.none(), true, Request::unobserved);
  }

  /** A HEAD request. */
  public static Request head(String path) {
    return new Request("HEAD", path, Map.of(), RequestBody.none(), true, Request::unobserved);
  }

  /** A DELETE request, which is repeatable. */
  public static Request delete(String path) {
    return new Request("DELETE", path, Map.of(), RequestBody.none(), true, Request::unobserved);
  }

  /** A POST request without a body. */
  public static Request post(String path) {
    return new Request("POST", path, Map.of(), RequestBody.none(), false, Request::unobserved);
  }

  /** A POST request with a JSON body. */
  public static Request post(String path, String json) {
    Map<String, String> headers = Map.of("Content-Type", "application/json");
    return new Request(
        "POST", path, headers, new RequestBody.Text(json), false, Request::unobserved);
  }

  /**
   * A request whose body is a tar archive.
   *
   * @param method {@code POST} or {@code PUT}
   */
  public static Request tar(String method, String path, InputStream archive) {
    Map<String, String> headers = Map.of("Content-Type", "application/x-tar");
    return new Request(
        method, path, headers, new RequestBody.Streamed(archive), false, Request::unobserved);
  }

  /** The same request, which may be sent again if there is no response. */
  public Request asRepeatable() {
    return new Request(method, path, headers, body, true, sending);
  }

  /**
   * The same request, which reports that it is sent.
   *
   * @param report called before the first byte, on the thread that sends it; again if it is sent
   *     again
   */
  public Request reporting(Runnable report) {
    return new Request(method, path, headers, body, repeatable, report);
  }

  /** The same request with one more header. */
  public Request header(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Request(method, path, more, body, repeatable, sending);
  }

  /**
   * Method, path and parameters, for log lines. Bodies, headers and the values of most parameters
   * may be secret and are left out.
   */
  @Override
  public String toString() {
    return method + " " + PARAMETER.matcher(path).replaceAll(Request::shown);
  }

  private static String shown(MatchResult parameter) {
    String value = HARMLESS.contains(parameter.group(2)) ? parameter.group(3) : "***";
    return Matcher.quoteReplacement(parameter.group(1) + parameter.group(2) + "=" + value);
  }
}
