package io.containerrun.engine.internal.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.RegistryCredentials;
import io.containerrun.engine.internal.json.JsonFields;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code auths} of a configuration. */
final class AuthEntry {

  private AuthEntry() {}

  /**
   * The credentials for a registry: those of the entry with its name, else of an entry with the
   * same host; empty if there is no entry, or it has no credentials.
   *
   * @param source the file or variable, for messages
   */
  static Optional<RegistryCredentials> find(JsonNode auths, String registry, String source) {
    JsonNode exact = auths.path(RegistryName.key(registry));
    if (exact.isObject()) {
      return read(exact, registry, source);
    }
    String host = RegistryName.host(registry);
    for (Map.Entry<String, JsonNode> entry : JsonFields.members(auths).entrySet()) {
      if (RegistryName.host(entry.getKey()).equals(host)) {
        return read(entry.getValue(), registry, source);
      }
    }
    return Optional.empty();
  }

  private static Optional<RegistryCredentials> read(
      JsonNode entry, String registry, String source) {
    String username = JsonFields.text(entry.path("username"));
    String password = JsonFields.text(entry.path("password"));
    String pair = JsonFields.text(entry.path("auth"));
    if (!pair.isEmpty()) {
      String decoded = decoded(pair, registry, source);
      int colon = decoded.indexOf(':');
      if (colon < 1) {
        throw unreadable(registry, source);
      }
      username = decoded.substring(0, colon);
      password = decoded.substring(colon + 1).replaceFirst("\\x00+$", "");
    }
    String identityToken = JsonFields.text(entry.path("identitytoken"));
    String registryToken = JsonFields.text(entry.path("registrytoken"));
    boolean none = username.isEmpty() && identityToken.isEmpty() && registryToken.isEmpty();
    return none
        ? Optional.empty()
        : Optional.of(
            new RegistryCredentials(registry, username, password, identityToken, registryToken));
  }

  private static String decoded(String pair, String registry, String source) {
    try {
      return new String(Base64.getDecoder().decode(pair), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      // Its message contains characters of the secret, so it must not be the cause.
      throw unreadable(registry, source);
    }
  }

  private static RuntimeException unreadable(String registry, String source) {
    return CredentialSource.failure(
        registry, source + " has an auth that is not base64 of user:password; log in again");
  }
}
