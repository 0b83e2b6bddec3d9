package io.containerrun.engine;

import io.containerrun.CheckReturnValue;
import io.containerrun.ContainerRunException;
import io.containerrun.ExecCommand;
import io.containerrun.engine.internal.ready.AllProbe;
import io.containerrun.engine.internal.ready.AnyProbe;
import io.containerrun.engine.internal.ready.ConditionProbe;
import io.containerrun.engine.internal.ready.ExecProbe;
import io.containerrun.engine.internal.ready.HealthProbe;
import io.containerrun.engine.internal.ready.HttpCheck;
import io.containerrun.engine.internal.ready.LogProbe;
import io.containerrun.engine.internal.ready.Part;
import io.containerrun.engine.internal.ready.PortCheck;
import io.containerrun.engine.internal.ready.PortProbe;
import io.containerrun.engine.internal.ready.Probe;
import io.containerrun.engine.internal.ready.ReadyWait;
import io.containerrun.engine.internal.ready.Trust;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The condition under which a container is ready.
 *
 * <pre>{@code
 * engine.start(web, Ready.http(80, "/health").timeout(Duration.ofSeconds(30)));
 * engine.start(db, Ready.all(Ready.log("ready to accept").times(2), Ready.exec("pg_isready")));
 * }</pre>
 *
 * <p>A container that exits is ready if it has met its condition, and what it has written counts to
 * the last line: a program that writes the words of {@link #log} is ready even if it exits at once,
 * whatever its exit code, on every engine and however busy it is; one that exits without them is
 * not. A container that has exited is not healthy, listens on no port and executes no command. With
 * {@code remove()} the engine removes the log at the exit, and only lines that arrived before
 * count.
 *
 * <p>Immutable; may be used for many containers.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public sealed class Ready {

  private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(60);

  private final Probe.Factory probes;

  /** Empty if none was set. */
  private final Optional<Duration> limit;

  private final Duration defaultLimit;

  private Ready(Probe.Factory probes, Optional<Duration> limit, Duration defaultLimit) {
    this.probes = probes;
    this.limit = limit;
    this.defaultLimit = defaultLimit;
  }

  private static Ready of(Probe.Factory probes) {
    return new Ready(probes, Optional.empty(), DEFAULT_LIMIT);
  }

  /**
   * Ready when the health check passes. The wait fails as soon as the container is unhealthy, with
   * the output of the last health probe.
   */
  public static Ready healthy() {
    return of(HealthProbe::new);
  }

  /**
   * Ready when a TCP port accepts connections and does not drop them at once.
   *
   * @param port the port of the container; must be published
   * @throws IllegalArgumentException if the port is not from 1 to 65535
   */
  public static Ready port(int port) {
    requirePort(port);
    return of(
        container -> new PortProbe(container, port, "listened on " + port, "", PortCheck::find));
  }

  /**
   * Ready when an HTTP GET gives a status below 400. Redirects are responses like others and are
   * not followed; proxies, cookies and credentials of this process are not used. One attempt takes
   * up to 5 seconds.
   *
   * @param port the port of the container; must be published
   * @param path starts with a slash, may have a query; characters that paths cannot have, such as
   *     blanks, are encoded, and what is encoded already is kept
   * @throws IllegalArgumentException if the port is not from 1 to 65535, or if the path does not
   *     start with a slash, or has a fragment or a control character
   */
  public static Http http(int port, String path) {
    requirePort(port);
    return new Http(port, new HttpCheck(path, Optional.empty()), Optional.empty());
  }

  /**
   * Ready when an HTTP GET over TLS gives a status below 400, as {@link #http(int, String)}. The
   * certificate has to be one that Java trusts, for the host of {@link ContainerHandle#address};
   * {@link Http#trust(Path)} and {@link Http#trustAny} are for those of a service in a container.
   *
   * @throws IllegalArgumentException as for {@link #http(int, String)}
   */
  public static Http https(int port, String path) {
    requirePort(port);
    return new Http(port, new HttpCheck(path, Optional.of(Trust.ofJava())), Optional.empty());
  }

  /**
   * Ready when the log has a line that contains a match of a pattern; {@link Log#times} asks for
   * more of them. The log begins with the first start of the container.
   *
   * @param pattern a regular expression
   * @throws java.util.regex.PatternSyntaxException if the expression is invalid
   */
  public static Log log(String pattern) {
    return new Log(Pattern.compile(pattern), 1, Optional.empty());
  }

  /**
   * Ready when a command in the container exits with 0.
   *
   * @param program such as {@code pg_isready}
   * @param arguments passed as they are; no shell splits or expands them
   * @throws IllegalArgumentException if the program is empty
   */
  public static Ready exec(String program, String... arguments) {
    return exec(ExecCommand.of(program, arguments));
  }

  /**
   * Ready when a command in the container exits with 0. It is executed again until then; one that
   * runs when the time is up is stopped.
   */
  public static Ready exec(ExecCommand command) {
    Objects.requireNonNull(command, "command");
    return of(container -> new ExecProbe(container, command));
  }

  /**
   * Ready when a condition of the program is met.
   *
   * @param condition evaluated repeatedly; an exception means that it is not met yet, and the last
   *     one is the cause of the {@link NotReadyException}
   */
  public static Ready when(Condition condition) {
    Objects.requireNonNull(condition, "condition");
    return of(container -> new ConditionProbe(container, condition));
  }

  /**
   * Ready when all conditions were met, one after the other: each is checked once those before it
   * are met. A limit of time that was set for one of them applies to it from its first check on;
   * the limit of all is the sum of theirs unless {@link #timeout} sets it.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Ready all(Ready... conditions) {
    List<Ready> all = requireSome(conditions);
    Duration sum = all.stream().map(Ready::limit).reduce(Duration.ZERO, Duration::plus);
    List<Part> parts = parts(all);
    return new Ready(container -> new AllProbe(container, parts), Optional.empty(), sum);
  }

  /**
   * Ready when one of several conditions is met. One that fails, as {@link #healthy} does for a
   * container that is unhealthy, leaves it to the others. A limit of time that was set for one of
   * them applies to it; the limit of all is the longest of theirs unless {@link #timeout} sets it.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Ready any(Ready... conditions) {
    List<Ready> all = requireSome(conditions);
    Duration longest = all.stream().map(Ready::limit).max(Comparator.naturalOrder()).orElseThrow();
    List<Part> parts = parts(all);
    return new Ready(container -> new AnyProbe(container, parts), Optional.empty(), longest);
  }

  private static List<Ready> requireSome(Ready... conditions) {
    List<Ready> all = List.of(conditions);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("no condition is given: give at least one");
    }
    return all;
  }

  private static List<Part> parts(List<Ready> all) {
    return all.stream().map(it -> new Part(it.probes, it.limit)).toList();
  }

  private static void requirePort(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is out of range: use 1 to 65535");
    }
  }

  private Duration limit() {
    return limit.orElse(defaultLimit);
  }

  /** Sets the longest wait; 60 seconds by default. */
  public Ready timeout(Duration limit) {
    return new Ready(probes, given(limit), defaultLimit);
  }

  private static Optional<Duration> given(Duration limit) {
    return Optional.of(Objects.requireNonNull(limit, "limit"));
  }

  /**
   * Waits until a container is ready, as {@link ContainerHandle#awaitReady} does.
   *
   * @throws NotReadyException if the container exits first, cannot become ready any more, or the
   *     time is up; it stays as it is
   */
  public void await(ContainerHandle container) {
    ReadyWait.on(container, probes, limit());
  }

  /**
   * A condition of the program, for {@link Ready#when}.
   *
   * <pre>{@code
   * engine.start(db, Ready.when(it -> {
   *   try (Connection connection = DriverManager.getConnection(url(it.address(5432)))) {
   *     return connection.isValid(1);
   *   }
   * }));
   * }</pre>
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface Condition {
    /**
     * Whether the container is ready. Called on the thread that waits; after the container has
     * exited it is called once more.
     *
     * @throws Exception if it is not ready yet
     */
    boolean holds(ContainerHandle container) throws Exception;
  }

  /**
   * Ready when the log has lines that match.
   *
   * <p>Immutable; may be used for many containers.
   *
   * @since 0.1.0
   */
  @CheckReturnValue
  public static final class Log extends Ready {

    private final Pattern pattern;
    private final int times;
    private final Optional<Duration> limit;

    private Log(Pattern pattern, int times, Optional<Duration> limit) {
      super(container -> new LogProbe(container, pattern, times), limit, DEFAULT_LIMIT);
      this.pattern = pattern;
      this.times = times;
      this.limit = limit;
    }

    /**
     * Sets how many lines have to match; 1 by default. PostgreSQL, for example, says twice that it
     * accepts connections when it starts with empty data.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Log times(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("times " + count + " is not positive: use 1 or more");
      }
      return new Log(pattern, count, limit);
    }

    @Override
    public Log timeout(Duration limit) {
      return new Log(pattern, times, given(limit));
    }
  }

  /**
   * Ready when an HTTP request gets the response that is expected.
   *
   * <pre>{@code
   * Ready.https(9200, "/_cluster/health")
   *     .trust(Path.of("ca.pem"))
   *     .header("Authorization", "Bearer " + token)
   *     .responseBody("\"status\":\"green\"");
   * }</pre>
   *
   * <p>Headers and the body of the request are in no message. Immutable; may be used for many
   * containers.
   *
   * @since 0.1.0
   */
  @CheckReturnValue
  public static final class Http extends Ready {

    private final int port;
    private final HttpCheck check;
    private final Optional<Duration> limit;

    private Http(int port, HttpCheck check, Optional<Duration> limit) {
      super(
          container ->
              new PortProbe(container, port, check.what(port), check.scheme(), check::find),
          limit,
          DEFAULT_LIMIT);
      this.port = port;
      this.check = check;
      this.limit = limit;
    }

    private Http with(HttpCheck changed) {
      return new Http(port, changed, limit);
    }

    /**
     * Sets the method; GET by default.
     *
     * @param method such as {@code POST}
     * @throws IllegalArgumentException if it is not in upper-case letters
     */
    public Http method(String method) {
      return with(check.withMethod(method));
    }

    /**
     * Adds a header to the request. {@code Host}, {@code Accept} and {@code User-Agent} replace the
     * usual ones.
     *
     * @throws IllegalArgumentException if a character is not allowed, or for a header that delimits
     *     the request, such as {@code Content-Length}
     */
    public Http header(String name, String value) {
      return with(check.withHeader(name, value));
    }

    /**
     * Sets the body of the request, encoded as UTF-8; none by default. The header {@code
     * Content-Type} says what it is.
     */
    public Http requestBody(String text) {
      return with(check.withBody(Objects.requireNonNull(text, "text")));
    }

    /**
     * Sets the statuses of a service that is ready; all below 400 by default.
     *
     * @param codes one or more, such as 200 and 401
     * @throws IllegalArgumentException if there is none, or one is not from 200 to 599
     */
    public Http status(int... codes) {
      return with(check.withStatuses(codes));
    }

    /**
     * Sets what the first megabyte of the response's body has to contain; anything by default.
     *
     * @param pattern a regular expression
     * @throws java.util.regex.PatternSyntaxException if the expression is invalid
     */
    public Http responseBody(String pattern) {
      return with(check.withResponseBody(pattern));
    }

    /**
     * Trusts certificates of a file instead of those that Java trusts. The host is not compared
     * with the one that the certificate names: a published port has another address.
     *
     * @param pem the certificates of the service or of its authority; read at once
     * @throws ContainerRunException if the file cannot be read or has no certificate
     * @throws IllegalStateException if the request is not one of {@link Ready#https}
     */
    public Http trust(Path pem) {
      requireTls();
      return with(check.withTrust(Trust.of(pem)));
    }

    /**
     * Trusts certificates instead of those that Java trusts, as {@link #trust(Path)}.
     *
     * @param certificates one or more
     * @throws IllegalArgumentException if there is none
     * @throws IllegalStateException if the request is not one of {@link Ready#https}
     */
    public Http trust(X509Certificate... certificates) {
      requireTls();
      if (certificates.length == 0) {
        throw new IllegalArgumentException(
            "no certificate is given: give at least one, or use trustAny()");
      }
      return with(check.withTrust(Trust.of(List.of(certificates))));
    }

    /**
     * Trusts any certificate, also one that has expired. Whoever is on the way to the container can
     * read the request.
     *
     * @throws IllegalStateException if the request is not one of {@link Ready#https}
     */
    public Http trustAny() {
      requireTls();
      return with(check.withTrust(Trust.any()));
    }

    private void requireTls() {
      if (check.trust().isEmpty()) {
        throw new IllegalStateException(
            "a request without TLS has no certificate to trust: use Ready.https");
      }
    }

    @Override
    public Http timeout(Duration limit) {
      return new Http(port, check, given(limit));
    }
  }
}
