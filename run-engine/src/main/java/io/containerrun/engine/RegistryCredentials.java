package io.containerrun.engine;

import io.containerrun.engine.internal.config.RegistryName;
import java.util.Objects;

/**
 * The credentials for one registry: a user with a password, or a token.
 *
 * <pre>{@code
 * EngineOptions.standard()
 *     .credentials(RegistryCredentials.of("registry.example:5000", "ci", password));
 * }</pre>
 *
 * <p>{@link #toString()} hides passwords and tokens; the accessors return them.
 *
 * @param registry the host, with the port unless it is the default, such as {@code ghcr.io}; {@code
 *     docker.io} for Docker Hub
 * @param username empty for a token alone
 * @param password empty for a token
 * @param identityToken a token that identifies a user and is exchanged for access tokens; empty for
 *     none
 * @param registryToken a bearer token that is sent to the registry unchanged; empty for none
 * @since 0.1.0
 */
public record RegistryCredentials(
    String registry, String username, String password, String identityToken, String registryToken) {

  /**
   * Normalizes the name of the registry: {@code https://index.docker.io/v1/} is {@code docker.io}.
   *
   * @throws IllegalArgumentException if the registry is empty, or there is neither a user nor a
   *     token
   */
  public RegistryCredentials {
    registry = RegistryName.host(registry);
    Objects.requireNonNull(password, "password");
    if (registry.isEmpty()) {
      throw new IllegalArgumentException(
          "credentials without a registry; give its host, such as docker.io");
    }
    if (username.isEmpty() && identityToken.isEmpty() && registryToken.isEmpty()) {
      throw new IllegalArgumentException(
          "credentials for " + registry + " without a user; give a user or a token");
    }
  }

  /** A user with a password or an access token. */
  public static RegistryCredentials of(String registry, String username, String password) {
    return new RegistryCredentials(registry, username, password, "", "");
  }

  /** An identity token that the login at a registry returned. */
  public static RegistryCredentials ofIdentityToken(String registry, String token) {
    return new RegistryCredentials(registry, "", "", token, "");
  }

  /** A bearer token that is sent to the registry unchanged. */
  public static RegistryCredentials ofRegistryToken(String registry, String token) {
    return new RegistryCredentials(registry, "", "", "", token);
  }

  /** The user and the registry, without secrets. */
  @Override
  public String toString() {
    return (username.isEmpty() ? "a token" : "user " + username) + " at " + registry;
  }
}
