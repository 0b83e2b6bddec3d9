package io.containerrun.engine.internal.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.Environment;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.RegistryCredentials;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.JsonFields;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the credentials for a registry as the docker command does: in {@code DOCKER_AUTH_CONFIG},
 * from the helper that the client configuration names, in its {@code auths}, or from the default
 * helper of the system if it configures none. Credentials of the program come first.
 *
 * <p>The configuration is read each time, because a login may have changed it. May be shared
 * between threads.
 */
public final class CredentialSource {

  private static final Logger LOG = LoggerFactory.getLogger(CredentialSource.class);

  /** A helper may have to wait until a person unlocks it. */
  private static final Duration HELPER_LIMIT = Duration.ofMinutes(1);

  private static final String VARIABLE = "DOCKER_AUTH_CONFIG";

  private final Environment environment;
  private final Programs programs;
  private final Duration helperLimit;
  private final ExecutorService threads;
  private final Map<String, RegistryCredentials> given;

  /**
   * Creates one for a caller.
   *
   * @param given credentials of the program by the host of their registry; they come first
   */
  public CredentialSource(
      Environment environment, ExecutorService threads, Map<String, RegistryCredentials> given) {
    this(environment, HELPER_LIMIT, threads, given);
  }

  CredentialSource(
      Environment environment,
      Duration helperLimit,
      ExecutorService threads,
      Map<String, RegistryCredentials> given) {
    this.given = Map.copyOf(given);
    this.environment = environment;
    this.programs = new Programs(environment);
    this.helperLimit = helperLimit;
    this.threads = threads;
  }

  /**
   * The credentials for a registry; empty for anonymous access.
   *
   * @param registry its host, or another form of its name
   * @throws EngineException if the configuration cannot be read or a helper fails
   */
  public Optional<RegistryCredentials> find(String registry) {
    return Optional.ofNullable(given.get(RegistryName.host(registry)))
        .or(() -> AuthEntry.find(variable().path("auths"), registry, VARIABLE))
        .or(() -> configured(ClientConfig.read(environment), registry));
  }

  private Optional<RegistryCredentials> configured(ClientConfig config, String registry) {
    String key = RegistryName.key(registry);
    String helper = helperFor(config, key);
    if (!helper.isEmpty()) {
      return helper(helper, config, registry).get(key);
    }
    JsonNode auths = config.member("auths");
    return auths.isEmpty() && config.member("credHelpers").isEmpty()
        ? fromDefaultHelper(key)
        : AuthEntry.find(auths, registry, config.file());
  }

  private static String helperFor(ClientConfig config, String key) {
    JsonNode own = config.member("credHelpers").path(key);
    return own.isTextual() ? JsonFields.text(own) : JsonFields.text(config.member("credsStore"));
  }

  private CredentialHelper helper(String name, ClientConfig config, String registry) {
    Path program =
        programs
            .helper(name)
            .orElseThrow(
                () ->
                    failure(
                        registry,
                        config.file()
                            + " names the helper docker-credential-"
                            + name
                            + ", which is not on the PATH; install it, or log in without it"));
    return new CredentialHelper(program, helperLimit, threads);
  }

  /** Asks the default helper. No user has configured it, so its failure is only logged. */
  private Optional<RegistryCredentials> fromDefaultHelper(String key) {
    return programs
        .defaultHelper()
        .map(program -> new CredentialHelper(program, helperLimit, threads))
        .flatMap(helper -> quietly(() -> helper.get(key)).orElse(Optional.empty()));
  }

  /** The credentials for all known registries; skips those that cannot be read. */
  public List<RegistryCredentials> all() {
    Map<String, RegistryCredentials> all = new LinkedHashMap<>();
    for (String registry : registries()) {
      quietly(() -> find(registry))
          .flatMap(found -> found)
          .ifPresent(found -> all.put(found.registry(), found));
    }
    all.putAll(given);
    return new ArrayList<>(all.values());
  }

  private Set<String> registries() {
    ClientConfig config = ClientConfig.read(environment);
    Set<String> registries = new TreeSet<>();
    registries.addAll(JsonFields.names(variable().path("auths")));
    registries.addAll(JsonFields.names(config.member("auths")));
    registries.addAll(JsonFields.names(config.member("credHelpers")));
    String store = JsonFields.text(config.member("credsStore"));
    if (!store.isEmpty()) {
      quietly(() -> helper(store, config, "all registries").list()).ifPresent(registries::addAll);
    }
    return registries;
  }

  private static <T> Optional<T> quietly(Supplier<T> work) {
    try {
      return Optional.of(work.get());
    } catch (EngineException failure) {
      LOG.warn("continuing without these credentials: {}", failure.getMessage());
      return Optional.empty();
    }
  }

  private JsonNode variable() {
    String text = environment.variable(VARIABLE).filter(it -> !it.isBlank()).orElse("{}");
    try {
      return Json.read(text);
    } catch (IOException nonsense) {
      // The message of the parser quotes the variable, so it must not be the cause.
      throw failure(
          "all registries", VARIABLE + " is not JSON; set it to {\"auths\": …} or unset it");
    }
  }

  static EngineException failure(String registry, String words) {
    String operation = "find credentials";
    return new EngineException(operation + " for " + registry + ": " + words, operation, 0, words);
  }
}
