package io.containerrun.engine.internal.config;

import io.containerrun.ApiVersion;
import io.containerrun.engine.ImageProgress;
import io.containerrun.engine.RegistryCredentials;
import io.containerrun.engine.internal.util.Entries;
import io.containerrun.engine.internal.util.Timeouts;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * What a program asks for when it connects; what it leaves open the environment decides.
 *
 * @param headers by name, in the order in which they were set
 * @param credentials by the host of their registry
 * @param pullListener called with the progress of the pulls of runs
 */
public record EngineSettings(
    Location location,
    Optional<Security> security,
    Optional<ApiVersion> apiVersion,
    Map<String, String> headers,
    Timeouts timeouts,
    Map<String, RegistryCredentials> credentials,
    Consumer<ImageProgress> pullListener) {

  /** Leaves everything open. */
  public static final EngineSettings NONE =
      new EngineSettings(
          new Location.Environment(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Timeouts.DEFAULT,
          Map.of(),
          progress -> {});

  /** Copies the maps. */
  public EngineSettings {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    credentials = Map.copyOf(credentials);
  }

  /** Where the engine is. */
  public sealed interface Location {
    /** Where the environment says. */
    record Environment() implements Location {}

    /** At an address. */
    record Host(String address) implements Location {}

    /** Where a docker context says. */
    record Context(String name) implements Location {}
  }

  /** How TLS is spoken. */
  public sealed interface Security {
    /** With the files of a folder. */
    record Files(Path folder, boolean verified) implements Security {}

    /** As the program has set up. */
    record Given(SSLContext context) implements Security {}
  }

  /** The same at another location. */
  public EngineSettings location(Location other) {
    return new EngineSettings(
        other, security, apiVersion, headers, timeouts, credentials, pullListener);
  }

  /** The same with TLS. */
  public EngineSettings security(Security other) {
    return new EngineSettings(
        location, Optional.of(other), apiVersion, headers, timeouts, credentials, pullListener);
  }

  /** The same in a fixed version of the API. */
  public EngineSettings apiVersion(ApiVersion other) {
    return new EngineSettings(
        location, security, Optional.of(other), headers, timeouts, credentials, pullListener);
  }

  /** The same with one more header. */
  public EngineSettings header(String name, String value) {
    return new EngineSettings(
        location,
        security,
        apiVersion,
        Entries.plus(headers, name, value),
        timeouts,
        credentials,
        pullListener);
  }

  /** The same with other limits of time. */
  public EngineSettings timeouts(Timeouts other) {
    return new EngineSettings(
        location, security, apiVersion, headers, other, credentials, pullListener);
  }

  /** The same with credentials for one more registry. */
  public EngineSettings credentials(RegistryCredentials more) {
    return new EngineSettings(
        location,
        security,
        apiVersion,
        headers,
        timeouts,
        Entries.plus(credentials, more.registry(), more),
        pullListener);
  }

  /** The same with another listener. */
  public EngineSettings pullListener(Consumer<ImageProgress> other) {
    return new EngineSettings(
        location, security, apiVersion, headers, timeouts, credentials, other);
  }
}
