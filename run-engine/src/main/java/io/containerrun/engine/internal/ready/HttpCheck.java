package io.containerrun.engine.internal.ready;

import io.containerrun.engine.internal.http.CustomHeaders;
import io.containerrun.engine.internal.util.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * An HTTP request to a service, and the response of one that is ready. Immutable.
 *
 * @param method such as GET
 * @param target the encoded path
 * @param headers in addition to those of every request; the values may be secret
 * @param body of the request
 * @param statuses of a ready service; empty for all below 400
 * @param responseBody what the body of the response contains
 * @param trust empty for HTTP without TLS
 */
public record HttpCheck(
    String method,
    String target,
    List<Map.Entry<String, String>> headers,
    Optional<String> body,
    Set<Integer> statuses,
    Optional<Pattern> responseBody,
    Optional<Trust> trust) {

  /** Enough for a health endpoint that is busy, and short enough to see one that recovers. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final Pattern METHOD = Pattern.compile("[A-Z]+(?:-[A-Z]+)*");

  /** They delimit the request. */
  private static final Set<String> OURS =
      Set.of("connection", "content-length", "expect", "transfer-encoding", "upgrade");

  /** A GET that expects a status below 400. */
  public HttpCheck(String path, Optional<Trust> trust) {
    this(
        "GET",
        RequestTarget.encode(path),
        List.of(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        trust);
  }

  /** Copies the collections. */
  public HttpCheck {
    headers = List.copyOf(headers);
    statuses = Set.copyOf(statuses);
  }

  /** With another method. */
  public HttpCheck withMethod(String method) {
    if (!METHOD.matcher(method).matches()) {
      throw new IllegalArgumentException(
          "method '" + method + "' is invalid: use upper-case letters, such as HEAD");
    }
    return new HttpCheck(method, target, headers, body, statuses, responseBody, trust);
  }

  /** With one more header. */
  public HttpCheck withHeader(String name, String value) {
    CustomHeaders.require(name, value);
    if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "header " + name + " cannot be set: it follows from the request; drop it");
    }
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new HttpCheck(method, target, more, body, statuses, responseBody, trust);
  }

  /** With a body of the request. */
  public HttpCheck withBody(String text) {
    return new HttpCheck(method, target, headers, Optional.of(text), statuses, responseBody, trust);
  }

  /** With these statuses in place of those below 400. */
  public HttpCheck withStatuses(int... codes) {
    if (codes.length == 0) {
      throw new IllegalArgumentException("no status is given: name at least one, such as 200");
    }
    Set<Integer> all = new TreeSet<>();
    for (int code : codes) {
      if (code < 200 || code > 599) {
        throw new IllegalArgumentException(
            "status " + code + " is no status of a response: use 200 to 599");
      }
      all.add(code);
    }
    return new HttpCheck(method, target, headers, body, all, responseBody, trust);
  }

  /** With a pattern that the body of the response contains. */
  public HttpCheck withResponseBody(String pattern) {
    return new HttpCheck(
        method, target, headers, body, statuses, Optional.of(Pattern.compile(pattern)), trust);
  }

  /** With other trusted certificates. */
  public HttpCheck withTrust(Trust trust) {
    return new HttpCheck(method, target, headers, body, statuses, responseBody, Optional.of(trust));
  }

  /** What is put in front of the address in messages. */
  public String scheme() {
    return trust.isPresent() ? "https://" : "http://";
  }

  /** What a ready service has done, for messages; without the headers and the body. */
  public String what(int port) {
    String request = method.equals("GET") ? "" : method + " ";
    List<String> wanted = new ArrayList<>();
    if (!statuses.isEmpty()) {
      String codes =
          String.join(" or ", new TreeSet<>(statuses).stream().map(String::valueOf).toList());
      wanted.add("with " + codes);
    }
    responseBody.ifPresent(it -> wanted.add("with a body like " + it));
    String how = wanted.isEmpty() ? "" : " " + String.join(" and ", wanted);
    return "responded" + how + " on " + request + port + target;
  }

  /** Sends it once. */
  public PortProbe.Finding find(InetSocketAddress address, Duration left) {
    try {
      HttpAnswer answer = HttpExchange.send(this, address, new Clock(left, LONGEST));
      return accepts(answer) ? PortProbe.Finding.pass() : rejected(answer);
    } catch (IOException failure) {
      return PortProbe.Finding.unreachable(Reason.of(failure));
    }
  }

  private boolean accepts(HttpAnswer answer) {
    return isReady(answer.status())
        && responseBody.map(it -> it.matcher(answer.body()).find()).orElse(true);
  }

  private boolean isReady(int status) {
    return statuses.isEmpty() ? status < 400 : statuses.contains(status);
  }

  private PortProbe.Finding rejected(HttpAnswer answer) {
    String to = answer.header("location").map(it -> " to " + Words.quote(it)).orElse("");
    return PortProbe.Finding.responded(
        "the response was "
            + Words.quote(answer.statusLine())
            + to
            + Words.after(Words.quote(answer.body())));
  }

  /** The headers of a request to a host; those of the caller replace the usual ones. */
  List<Map.Entry<String, String>> allHeaders(String host) {
    Map<String, String> usual = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    usual.put("Host", host);
    usual.put("User-Agent", "containerrun");
    usual.put("Accept", "*/*");
    headers.forEach(it -> usual.remove(it.getKey()));
    List<Map.Entry<String, String>> all = new ArrayList<>(usual.entrySet());
    all.addAll(headers);
    all.add(Map.entry("Connection", "close"));
    return all;
  }

  /** Without the headers and the body, which may be secret. */
  @Override
  public String toString() {
    return method + " " + target;
  }
}
