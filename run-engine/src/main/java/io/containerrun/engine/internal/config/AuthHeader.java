package io.containerrun.engine.internal.config;

import io.containerrun.engine.RegistryCredentials;
import io.containerrun.engine.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Encodes the headers that pass registry credentials to an engine. */
public final class AuthHeader {

  private AuthHeader() {}

  /** The value of {@code X-Registry-Auth}; engines require it even without credentials. */
  public static String one(Optional<RegistryCredentials> credentials) {
    return encoded(credentials.map(AuthHeader::members).orElse(Map.of()));
  }

  /** The value of {@code X-Registry-Config}, for builds, which may access several registries. */
  public static String all(List<RegistryCredentials> credentials) {
    Map<String, Object> byRegistry = new TreeMap<>();
    credentials.forEach(it -> byRegistry.put(RegistryName.key(it.registry()), members(it)));
    return encoded(byRegistry);
  }

  private static Map<String, Object> members(RegistryCredentials credentials) {
    Map<String, Object> members = new TreeMap<>();
    members.put("username", credentials.username());
    members.put("password", credentials.password());
    members.put("serveraddress", RegistryName.key(credentials.registry()));
    members.put("identitytoken", credentials.identityToken());
    members.put("registrytoken", credentials.registryToken());
    members.values().removeIf(""::equals);
    return members;
  }

  private static String encoded(Map<String, Object> members) {
    byte[] json = Json.write(members).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().encodeToString(json);
  }
}
