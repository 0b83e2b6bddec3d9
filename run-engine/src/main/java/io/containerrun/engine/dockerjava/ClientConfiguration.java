package io.containerrun.engine.dockerjava;

import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.transport.SSLConfig;
import io.containerrun.ApiVersion;
import io.containerrun.engine.EngineOptions;
import io.containerrun.engine.RegistryCredentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration of a docker-java client. Apart from {@link DockerJavaConfig}, which the
 * virtual machine can verify without docker-java, and so say that it is missing.
 */
final class ClientConfiguration {

  private static final Set<String> TCP = Set.of("tcp", "http", "https");

  private ClientConfiguration() {}

  static EngineOptions options(DockerClientConfig config) {
    EngineOptions options = EngineOptions.standard().host(config.getDockerHost().toString());
    Optional<SSLContext> tls = tls(config);
    if (tls.isPresent() && TCP.contains(config.getDockerHost().getScheme())) {
      options = options.tls(tls.get());
    }
    Optional<ApiVersion> version = version(config);
    if (version.isPresent()) {
      options = options.apiVersion(version.get());
    }
    for (AuthConfig login : logins(config)) {
      Optional<RegistryCredentials> credentials = credentials(login);
      if (credentials.isPresent()) {
        options = options.credentials(credentials.get());
      }
    }
    return options;
  }

  static Optional<ApiVersion> version(DockerClientConfig config) {
    return Optional.ofNullable(config.getApiVersion())
        .filter(it -> !it.equals(RemoteApiVersion.UNKNOWN_VERSION))
        .map(it -> ApiVersion.parse(it.getVersion()));
  }

  private static Optional<SSLContext> tls(DockerClientConfig config) {
    SSLConfig security = config.getSSLConfig();
    try {
      return Optional.ofNullable(security == null ? null : security.getSSLContext());
    } catch (GeneralSecurityException unusable) {
      throw new IllegalArgumentException(
          "the TLS context of the configuration of docker-java cannot be made: "
              + unusable.getMessage(),
          unusable);
    }
  }

  /** The logins; what comes later replaces what comes before for the same registry. */
  private static Collection<AuthConfig> logins(DockerClientConfig config) {
    AuthConfig own =
        new AuthConfig()
            .withUsername(config.getRegistryUsername())
            .withPassword(config.getRegistryPassword())
            .withRegistryAddress(config.getRegistryUrl());
    return Stream.concat(
            config.getAuthConfigurations().getConfigs().values().stream(),
            Stream.ofNullable(config.getRegistryPassword() == null ? null : own))
        .toList();
  }

  private static Optional<RegistryCredentials> credentials(AuthConfig login) {
    String registry = text(login.getRegistryAddress());
    String[] user = userOf(login);
    String identity = text(login.getIdentitytoken());
    String token = text(login.getRegistrytoken());
    boolean usable = !user[0].isEmpty() || !identity.isEmpty() || !token.isEmpty();
    return registry.isEmpty() || !usable
        ? Optional.empty()
        : Optional.of(new RegistryCredentials(registry, user[0], user[1], identity, token));
  }

  /** Name and password, which may also stand in one member, encoded. */
  private static String[] userOf(AuthConfig login) {
    String name = text(login.getUsername());
    String encoded = text(login.getAuth());
    if (!name.isEmpty() || encoded.isEmpty()) {
      return new String[] {name, text(login.getPassword())};
    }
    String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    String[] parts = pair.split(":", 2);
    return parts.length == 2 ? parts : new String[] {pair, ""};
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
