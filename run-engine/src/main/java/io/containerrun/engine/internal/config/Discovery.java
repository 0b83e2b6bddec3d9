package io.containerrun.engine.internal.config;

import io.containerrun.ApiVersion;
import io.containerrun.Environment;
import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.internal.dockerjava.PipeCarrier;
import io.containerrun.engine.internal.http.Carrier;
import io.containerrun.engine.internal.http.CustomHeaders;
import io.containerrun.engine.internal.http.Endpoint;
import io.containerrun.engine.internal.http.EngineAddress;
import io.containerrun.engine.internal.http.Tls;
import io.containerrun.value.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds an engine as the docker command does: the address or context of the program, else {@code
 * DOCKER_HOST}, else {@code DOCKER_CONTEXT}, else the current context of the configuration, else
 * the default socket, else the usual sockets of other engines.
 */
public final class Discovery {

  private static final String OPERATION = "find engine";
  private static final String DEFAULT_CONTEXT = "default";

  private final Environment environment;
  private final ClientConfig config;

  /** Reads the client configuration. */
  public Discovery(Environment environment) {
    this.environment = environment;
    this.config = ClientConfig.read(environment);
  }

  /** The address of an engine and its TLS settings. */
  private record Resolved(EngineAddress address, Optional<Tls> tls) {}

  /**
   * Finds the engine.
   *
   * @throws EngineUnavailableException if the environment names an unsupported address, or files
   *     that are missing or unusable
   */
  public ResolvedEngine find(EngineSettings settings) {
    Resolved resolved = resolve(settings.location());
    if (settings.security().isPresent()) {
      resolved =
          new Resolved(resolved.address, Optional.of(tls(settings.security().get(), resolved)));
    }
    Map<String, String> headers = new LinkedHashMap<>(commonHeaders());
    headers.putAll(settings.headers());
    Endpoint endpoint =
        new Endpoint(resolved.address, resolved.tls, headers, carrier(settings, resolved.address));
    Optional<ApiVersion> version =
        settings
            .apiVersion()
            .or(
                () ->
                    parsed(
                        "DOCKER_API_VERSION", it -> ApiVersion.parse(it.replaceFirst("^v", ""))));
    Defaults defaults =
        new Defaults(
            parsed("DOCKER_DEFAULT_PLATFORM", Platform::parse),
            config.detachKeys(),
            config.proxyVariables(endpoint.toString()));
    Optional<String> publishedHost =
        settings.publishedHost().or(() -> parsed(PublishedHost.VARIABLE, PublishedHost::parse));
    List<Endpoint> alternatives =
        isUnspecified(settings)
            ? UsualSockets.of(environment).stream()
                .map(it -> new Endpoint(it, Optional.empty(), headers))
                .toList()
            : List.of();
    return new ResolvedEngine(endpoint, alternatives, version, defaults, publishedHost);
  }

  /** The JDK has no named pipes. */
  private static Optional<Carrier> carrier(EngineSettings settings, EngineAddress address) {
    return settings.carrier().isEmpty() && address instanceof EngineAddress.Pipe
        ? Optional.of(new PipeCarrier())
        : settings.carrier();
  }

  /** Whether nobody has said where the engine is: what is explicit is never replaced. */
  private boolean isUnspecified(EngineSettings settings) {
    return settings.location() instanceof EngineSettings.Location.Environment
        && settings.security().isEmpty()
        && settings.carrier().isEmpty()
        && Stream.of("DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_TLS_VERIFY", "DOCKER_TLS")
            .allMatch(it -> set(it).isEmpty())
        && config.currentContext().isEmpty();
  }

  private Resolved resolve(EngineSettings.Location wanted) {
    if (wanted instanceof EngineSettings.Location.Host host) {
      return atHost(Optional.of(EngineAddress.parse(host.address())));
    }
    if (wanted instanceof EngineSettings.Location.Context context) {
      return inContext(context.name(), "EngineOptions");
    }
    if (set("DOCKER_HOST").isPresent()) {
      return atHost(Optional.empty());
    }
    Optional<String> context = set("DOCKER_CONTEXT");
    return context.isPresent()
        ? inContext(context.get(), "DOCKER_CONTEXT")
        : inContext(config.currentContext(), config.file());
  }

  /** The default context, the only one to which the variables for TLS apply. */
  private Resolved atHost(Optional<EngineAddress> host) {
    boolean verified = set("DOCKER_TLS_VERIFY").isPresent();
    boolean requested = verified || set("DOCKER_TLS").isPresent();
    EngineAddress address =
        host.or(() -> parsed("DOCKER_HOST", EngineAddress::parse))
            .orElse(requested ? EngineAddress.DEFAULT_TLS : EngineAddress.DEFAULT);
    if (!(address instanceof EngineAddress.Tcp tcp) || !(requested || tcp.secure())) {
      return new Resolved(address, Optional.empty());
    }
    Path folder =
        set("DOCKER_CERT_PATH")
            .map(it -> ClientConfig.folder("DOCKER_CERT_PATH", it))
            .orElse(config.folder());
    TlsFiles files = new TlsFiles(environment, folder);
    if (verified && !tcp.secure() && !files.haveAuthority()) {
      String problem = "DOCKER_TLS_VERIFY requires TLS, and there is no file ";
      throw unavailable(
          problem + folder.resolve("ca.pem") + "; set DOCKER_CERT_PATH to its folder", address);
    }
    return new Resolved(address, Optional.of(read(files, verified || !requested, address)));
  }

  private Resolved inContext(String name, String origin) {
    if (name.isEmpty() || name.equals(DEFAULT_CONTEXT)) {
      return atHost(Optional.empty());
    }
    try {
      ContextStore.Context context = new ContextStore(environment, config.folder()).read(name);
      EngineAddress address =
          context.host().isEmpty() ? EngineAddress.DEFAULT : EngineAddress.parse(context.host());
      boolean secure = address instanceof EngineAddress.Tcp tcp && tcp.secure();
      return secure || context.unverified() || context.files().exist()
          ? new Resolved(
              address, Optional.of(read(context.files(), !context.unverified(), address)))
          : new Resolved(address, Optional.empty());
    } catch (IOException | IllegalArgumentException unusable) {
      String words = unusable.getMessage() + " (the context '" + name + "' comes from " + origin;
      throw unavailable(words + ")", name, unusable);
    }
  }

  private Tls tls(EngineSettings.Security security, Resolved resolved) {
    if (!(resolved.address instanceof EngineAddress.Tcp)) {
      throw unavailable(
          "TLS requires a tcp:// address, and the engine is at " + resolved.address,
          resolved.address);
    }
    if (security instanceof EngineSettings.Security.Given given) {
      return Tls.of(given.context());
    }
    EngineSettings.Security.Files files = (EngineSettings.Security.Files) security;
    TlsFiles folder = new TlsFiles(environment, files.folder());
    if (files.verified() && !folder.haveAuthority()) {
      throw unavailable("there is no file " + files.folder().resolve("ca.pem"), resolved.address);
    }
    return read(folder, files.verified(), resolved.address);
  }

  private Tls read(TlsFiles files, boolean verified, EngineAddress address) {
    try {
      return files.read(verified);
    } catch (IOException unusable) {
      throw unavailable(String.valueOf(unusable.getMessage()), address.toString(), unusable);
    }
  }

  private Map<String, String> commonHeaders() {
    return parsed("DOCKER_CUSTOM_HEADERS", CustomHeaders::parse).orElseGet(config::headers);
  }

  private Optional<String> set(String variable) {
    return environment.variable(variable).filter(value -> !value.isEmpty());
  }

  private <T> Optional<T> parsed(String variable, Function<String, T> parser) {
    Optional<String> value = set(variable);
    try {
      return value.map(parser);
    } catch (IllegalArgumentException unusable) {
      String words = variable + ": " + unusable.getMessage();
      throw unavailable(words, variable, unusable);
    }
  }

  private static EngineUnavailableException unavailable(String words, EngineAddress address) {
    return new EngineUnavailableException(words, OPERATION, address.toString(), words);
  }

  private static EngineUnavailableException unavailable(
      String words, String address, Exception cause) {
    EngineUnavailableException failure =
        new EngineUnavailableException(words, OPERATION, address, words);
    failure.causedBy(cause);
    return failure;
  }
}
