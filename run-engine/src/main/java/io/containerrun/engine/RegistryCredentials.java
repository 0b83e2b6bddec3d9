package io.containerrun.engine;

import io.containerrun.engine.internal.config.RegistryName;
import java.util.Objects;

/**
 * What an engine shows a registry: a user with a password, or a token.
 *
 * <pre>{@code
 * engine.credentials(RegistryCredentials.of("registry.example:5000", "ci", password));
 * }</pre>
 *
 * <p>{@link #toString()} hides passwords and tokens; the accessors tell them.
 *
 * @param registry its host with a port that is not the usual one, such as {@code ghcr.io}; {@code
 *     docker.io} for Docker Hub
 * @param username empty for a token alone
 * @param password empty for a token
 * @param identityToken a token that stands for a user and is exchanged for others; empty for none
 * @param registryToken a token that the registry takes as it is; empty for none
 * @since 0.1.0
 */
public record RegistryCredentials(
    String registry, String username, String password, String identityToken, String registryToken) {

  /**
   * Brings the registry into its short form: {@code https://index.docker.io/v1/} is {@code
   * docker.io}.
   *
   * @throws IllegalArgumentException if there is no registry, or neither a user nor a token
   */
  public RegistryCredentials {
    registry = RegistryName.host(registry);
    Objects.requireNonNull(password, "password");
    if (registry.isEmpty()) {
      throw new IllegalArgumentException(
          "credentials need the host of a registry; write docker.io or registry.example:5000");
    }
    if (username.isEmpty() && identityToken.isEmpty() && registryToken.isEmpty()) {
      throw new IllegalArgumentException(
          "credentials for " + registry + " name no user; give a user or a token");
    }
  }

  /** A user with a password, or with an access token in place of one. */
  public static RegistryCredentials of(String registry, String username, String password) {
    return new RegistryCredentials(registry, username, password, "", "");
  }

  /** A token that a registry's login gave in place of a password. */
  public static RegistryCredentials ofIdentityToken(String registry, String token) {
    return new RegistryCredentials(registry, "", "", token, "");
  }

  /** A token that the registry takes as it is, as a bearer. */
  public static RegistryCredentials ofRegistryToken(String registry, String token) {
    return new RegistryCredentials(registry, "", "", "", token);
  }

  /** Whose they are and where, without a secret. */
  @Override
  public String toString() {
    return (username.isEmpty() ? "a token" : "user " + username) + " at " + registry;
  }
}
