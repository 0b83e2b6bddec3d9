package io.containerrun.engine;

import io.containerrun.ApiVersion;
import io.containerrun.engine.internal.Headers;
import io.containerrun.engine.internal.Limits;
import io.containerrun.engine.internal.Settings;
import io.containerrun.engine.internal.connection.EngineAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/**
 * Where an engine is and how it is spoken to. Immutable: each method returns a copy.
 *
 * <pre>{@code
 * EngineOptions build =
 *     EngineOptions.host("tcp://build.example.com:2376").tls(Path.of("/etc/docker/client"));
 * try (Engine engine = Engine.connect(build)) {
 *   engine.run(ContainerRun.of("alpine:3").remove().command("uname", "-m"));
 * }
 * }</pre>
 *
 * <p>What is not set here the surroundings say, as for the docker command: {@code
 * DOCKER_TLS_VERIFY}, {@code DOCKER_TLS} and {@code DOCKER_CERT_PATH} for TLS, {@code
 * DOCKER_API_VERSION} for the version, {@code DOCKER_CUSTOM_HEADERS} or the {@code HttpHeaders} of
 * {@code config.json} for headers.
 *
 * @since 0.1.0
 */
public final class EngineOptions {

  private final Settings settings;

  private EngineOptions(Settings settings) {
    this.settings = settings;
  }

  /** The engine that the surroundings name, see {@link Engine#connect()}. */
  public static EngineOptions discover() {
    return new EngineOptions(Settings.NONE);
  }

  /**
   * The engine at an address.
   *
   * @param host {@code unix:///path/to/socket}, {@code tcp://host:port}, {@code host:port}, or
   *     {@code https://host:port}, which asks for TLS; the port is 2375 by default, 2376 after
   *     {@code https}
   * @throws IllegalArgumentException if the text is no such address
   */
  public static EngineOptions host(String host) {
    EngineAddress.parse(Objects.requireNonNull(host, "host"));
    return new EngineOptions(Settings.NONE.place(new Settings.Place.Host(host)));
  }

  /**
   * The engine of a docker context, with its TLS files.
   *
   * @param name as {@code docker context ls} lists it; {@code default} is the engine that {@code
   *     DOCKER_HOST} names, else the default socket
   */
  public static EngineOptions context(String name) {
    Objects.requireNonNull(name, "name");
    return new EngineOptions(Settings.NONE.place(new Settings.Place.Context(name)));
  }

  /**
   * Speaks TLS with the files that docker uses. The engine has to prove who it is.
   *
   * @param folder with {@code ca.pem}, and with {@code cert.pem} and {@code key.pem} if the engine
   *     wants a certificate from its clients; keys are RSA, EC or Ed25519 and not encrypted
   */
  public EngineOptions tls(Path folder) {
    Objects.requireNonNull(folder, "folder");
    return new EngineOptions(settings.security(new Settings.Security.Files(folder, true)));
  }

  /** Speaks TLS as the program has set up, for keys that are not in files. */
  public EngineOptions tls(SSLContext context) {
    Objects.requireNonNull(context, "context");
    return new EngineOptions(settings.security(new Settings.Security.Given(context)));
  }

  /**
   * Speaks TLS with whoever answers: the engine does not have to prove who it is, so anybody on the
   * way may be it.
   *
   * @param folder with {@code cert.pem} and {@code key.pem} if the engine wants a certificate
   */
  public EngineOptions tlsUnverified(Path folder) {
    Objects.requireNonNull(folder, "folder");
    return new EngineOptions(settings.security(new Settings.Security.Files(folder, false)));
  }

  /**
   * Speaks one version of the API; by default it is the newest that both sides know. Connecting
   * fails where the engine no longer speaks that version.
   */
  public EngineOptions apiVersion(ApiVersion version) {
    return new EngineOptions(settings.apiVersion(version));
  }

  /**
   * Adds a header to every request, such as one that a proxy before the engine asks for. Those that
   * say what a request is cannot be set.
   *
   * @throws IllegalArgumentException if the name or value has characters that no header has
   */
  public EngineOptions header(String name, String value) {
    Headers.require(name, value);
    return new EngineOptions(settings.header(name, value));
  }

  /**
   * Bounds how long the engine may take for an ordinary answer; 2 minutes by default.
   *
   * @param limit more than zero
   */
  public EngineOptions answerWithin(Duration limit) {
    Limits old = settings.limits();
    return limits(new Limits(Limits.positive(limit), old.start(), old.pull(), old.removal()));
  }

  /**
   * Bounds how long the engine may take to start a container; 5 minutes by default.
   *
   * @param limit more than zero
   */
  public EngineOptions startWithin(Duration limit) {
    Limits old = settings.limits();
    return limits(new Limits(old.answer(), Limits.positive(limit), old.pull(), old.removal()));
  }

  /**
   * Bounds how long a pull may take until it shows its first progress; 5 minutes by default.
   *
   * @param limit more than zero
   */
  public EngineOptions pullWithin(Duration limit) {
    Limits old = settings.limits();
    return limits(new Limits(old.answer(), old.start(), Limits.positive(limit), old.removal()));
  }

  private EngineOptions limits(Limits limits) {
    return new EngineOptions(settings.limits(limits));
  }

  Settings settings() {
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

  /** Where the engine is, without headers: they may be secret. */
  @Override
  public String toString() {
    Settings.Place place = settings.place();
    if (place instanceof Settings.Place.Host host) {
      return "engine at " + host.address();
    }
    return place instanceof Settings.Place.Context context
        ? "engine of the context '" + context.name() + "'"
        : "engine that the surroundings name";
  }
}
