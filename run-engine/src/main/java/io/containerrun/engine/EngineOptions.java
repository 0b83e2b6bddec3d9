package io.containerrun.engine;

import io.containerrun.ApiVersion;
import io.containerrun.CheckReturnValue;
import io.containerrun.ContainerRun;
import io.containerrun.engine.internal.config.EngineSettings;
import io.containerrun.engine.internal.config.PublishedHost;
import io.containerrun.engine.internal.dockerjava.DockerJavaCarrier;
import io.containerrun.engine.internal.http.CustomHeaders;
import io.containerrun.engine.internal.http.EngineAddress;
import io.containerrun.engine.internal.util.Timeouts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * How to connect to an engine: by default as the environment says.
 *
 * <pre>{@code
 * EngineOptions build =
 *     EngineOptions.standard().host("tcp://build.example.com:2376").tls(Path.of("/etc/docker/client"));
 * try (Engine engine = Engine.connect(build)) {
 *   engine.run(ContainerRun.of("alpine:3").remove().command("uname", "-m"));
 * }
 * }</pre>
 *
 * <p>What is not set here comes from the environment, as for the docker command: {@code
 * DOCKER_TLS_VERIFY}, {@code DOCKER_TLS} and {@code DOCKER_CERT_PATH} for TLS, {@code
 * DOCKER_API_VERSION} for the version, {@code DOCKER_CUSTOM_HEADERS} or the {@code HttpHeaders} of
 * {@code config.json} for headers.
 *
 * <p>Immutable; each method returns a changed copy.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class EngineOptions {

  private final EngineSettings settings;

  private EngineOptions(EngineSettings settings) {
    this.settings = settings;
  }

  /** The engine that the environment names, see {@link Engine#connect()}. */
  public static EngineOptions standard() {
    return new EngineOptions(EngineSettings.NONE);
  }

  /**
   * Sets the address of the engine.
   *
   * @param host {@code unix:///path/to/socket}, {@code tcp://host:port}, {@code host:port}, {@code
   *     https://host:port}, which implies TLS, {@code ssh://user@host}, with {@code :port} and the
   *     path of the engine's socket if needed, or {@code npipe:////./pipe/name} on Windows, which
   *     needs {@code com.github.docker-java:docker-java-transport-zerodep}; the port of TCP is 2375
   *     by default, 2376 with {@code https}
   * @throws IllegalArgumentException if the text is not such an address
   */
  public EngineOptions host(String host) {
    EngineAddress.parse(Objects.requireNonNull(host, "host"));
    return new EngineOptions(settings.location(new EngineSettings.Location.Host(host)));
  }

  /**
   * Uses the engine and the TLS files of a docker context.
   *
   * @param name as {@code docker context ls} lists it; {@code default} is the engine that {@code
   *     DOCKER_HOST} names, else the default socket
   */
  public EngineOptions context(String name) {
    Objects.requireNonNull(name, "name");
    return new EngineOptions(settings.location(new EngineSettings.Location.Context(name)));
  }

  /**
   * Uses TLS with the files that docker uses, and verifies the engine's certificate.
   *
   * @param folder with {@code ca.pem}, and with {@code cert.pem} and {@code key.pem} if the engine
   *     requires a client certificate; keys are RSA, EC or Ed25519 and not encrypted
   */
  public EngineOptions tls(Path folder) {
    Objects.requireNonNull(folder, "folder");
    return new EngineOptions(settings.security(new EngineSettings.Security.Files(folder, true)));
  }

  /** Uses TLS with the context of the program, for keys that are not in files. */
  public EngineOptions tls(SSLContext context) {
    Objects.requireNonNull(context, "context");
    return new EngineOptions(settings.security(new EngineSettings.Security.Given(context)));
  }

  /**
   * Uses TLS without verifying the engine's certificate; anyone on the network path can impersonate
   * the engine.
   *
   * @param folder with {@code cert.pem} and {@code key.pem} if the engine requires a client
   *     certificate
   */
  public EngineOptions tlsUnverified(Path folder) {
    Objects.requireNonNull(folder, "folder");
    return new EngineOptions(settings.security(new EngineSettings.Security.Files(folder, false)));
  }

  /**
   * Sends all requests by a transport that is not this library's own, such as the HTTP client of a
   * team that has one. TLS, proxies and connections are then those of the transport. The address
   * still says which engine it is: for messages, for the ports that it publishes, and for {@link
   * Engine#sweep()}. So set it if it is not the one that the environment names.
   *
   * @param transport not closed with the engine; several engines may share it
   */
  public EngineOptions transport(EngineTransport transport) {
    return new EngineOptions(settings.carrier((DockerJavaCarrier) transport));
  }

  /**
   * Sets the version of the API; by default the newest that both sides support. Connecting fails if
   * the engine no longer supports that version.
   */
  public EngineOptions apiVersion(ApiVersion version) {
    return new EngineOptions(settings.apiVersion(version));
  }

  /**
   * Adds a header to every request, such as one that a proxy in front of the engine requires.
   * Headers that this library sets itself, such as {@code Host} and {@code Content-Length}, are
   * ignored.
   *
   * @throws IllegalArgumentException if the name or value has characters that a header cannot have
   */
  public EngineOptions header(String name, String value) {
    CustomHeaders.require(name, value);
    return new EngineOptions(settings.header(name, value));
  }

  /**
   * Limits the time that the engine may take for an ordinary response; 2 minutes by default. For as
   * long, waits and output are asked for again while the engine is out of reach, as during a
   * restart.
   *
   * @param limit more than zero
   * @throws IllegalArgumentException if the limit is not more than zero
   */
  public EngineOptions responseTimeout(Duration limit) {
    Timeouts old = settings.timeouts();
    return timeouts(new Timeouts(Timeouts.positive(limit), old.start(), old.pull(), old.removal()));
  }

  /**
   * Limits the time that the engine may take to start a container; 5 minutes by default.
   *
   * @param limit more than zero
   * @throws IllegalArgumentException if the limit is not more than zero
   */
  public EngineOptions startTimeout(Duration limit) {
    Timeouts old = settings.timeouts();
    return timeouts(
        new Timeouts(old.response(), Timeouts.positive(limit), old.pull(), old.removal()));
  }

  /**
   * Limits the time that a pull may take without any progress; 5 minutes by default.
   *
   * @param limit more than zero
   * @throws IllegalArgumentException if the limit is not more than zero
   */
  public EngineOptions pullTimeout(Duration limit) {
    Timeouts old = settings.timeouts();
    return timeouts(
        new Timeouts(old.response(), old.start(), Timeouts.positive(limit), old.removal()));
  }

  private EngineOptions timeouts(Timeouts timeouts) {
    return new EngineOptions(settings.timeouts(timeouts));
  }

  /**
   * Uses these credentials for their registry, instead of those in the client configuration. For
   * other registries the configuration applies as for the docker command: {@code
   * DOCKER_AUTH_CONFIG}, credential helpers, and the logins in {@code config.json}.
   *
   * @param forRegistry replaces earlier ones for the same registry
   */
  public EngineOptions credentials(RegistryCredentials forRegistry) {
    return new EngineOptions(settings.credentials(forRegistry));
  }

  /**
   * Sets the listener for the progress of pulls, both those of {@link Engine#images()} and those of
   * runs that are not {@linkplain ContainerRun#quiet() quiet}.
   *
   * @param listener such as {@link ImageProgress#bar(java.io.PrintStream)}; called on threads of
   *     the engine, for several images at the same time; an exception that it throws fails the runs
   *     that wait for the pull
   */
  public EngineOptions pullListener(Consumer<ImageProgress> listener) {
    return new EngineOptions(settings.pullListener(Objects.requireNonNull(listener, "listener")));
  }

  /**
   * Sets the host under which this process reaches the ports that the engine publishes, for {@link
   * ContainerHandle#address}, {@link Ready#port} and {@link Ready#http}. By default it is that of
   * the variable {@code CONTAINERRUN_PUBLISHED_HOST}, else that of the engine's address, else, for
   * a Unix socket, this machine. If this process is in a container and the socket belongs to an
   * engine outside of it, it is the default gateway instead of this machine.
   *
   * @param host a name or an IP address, such as {@code host.docker.internal}
   * @throws IllegalArgumentException if the text has another form
   */
  public EngineOptions publishedHost(String host) {
    String plain = PublishedHost.parse(Objects.requireNonNull(host, "host"));
    return new EngineOptions(settings.publishedHost(plain));
  }

  /**
   * Sets whether connecting removes, in the background, what processes of the same user on the same
   * host have left behind on this engine because they were killed; true by default. See {@link
   * Engine#sweep()}, which does so at any time.
   */
  public EngineOptions sweepOnConnect(boolean sweeps) {
    return new EngineOptions(settings.sweepsOnConnect(sweeps));
  }

  EngineSettings settings() {
    return settings;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EngineOptions that && settings.equals(that.settings);
  }

  @Override
  public int hashCode() {
    return settings.hashCode();
  }

  /** The address or context, without headers: they may be secret. */
  @Override
  public String toString() {
    EngineSettings.Location location = settings.location();
    if (location instanceof EngineSettings.Location.Host host) {
      return "engine at " + host.address();
    }
    return location instanceof EngineSettings.Location.Context context
        ? "engine of the context '" + context.name() + "'"
        : "engine that the environment names";
  }
}
