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
 * The settings of a program for its connection; the environment decides what they do not set.
 *
 * @param headers by name, in the order in which they were set
 * @param credentials by the host of their registry
 * @param pullListener called with the progress of the pulls of runs
 * @param publishedHost the host of published ports; empty if it follows from the address
 * @param sweepsOnConnect whether connecting removes what killed processes have left behind
 */
public record EngineSettings(
    Location location,
    Optional<Security> security,
    Optional<ApiVersion> apiVersion,
    Map<String, String> headers,
    Timeouts timeouts,
    Map<String, RegistryCredentials> credentials,
    Consumer<ImageProgress> pullListener,
    Optional<String> publishedHost,
    boolean sweepsOnConnect) {

  /** Settings that leave everything to the environment. */
  public static final EngineSettings NONE =
      new EngineSettings(
          new Location.Environment(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Timeouts.DEFAULT,
          Map.of(),
          progress -> {},
          Optional.empty(),
          true);

  /** Copies the maps. */
  public EngineSettings {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    credentials = Map.copyOf(credentials);
  }

  /** The location of the engine. */
  public sealed interface Location {
    /** The location that the environment names. */
    record Environment() implements Location {}

    /** An address. */
    record Host(String address) implements Location {}

    /** A docker context. */
    record Context(String name) implements Location {}
  }

  /** The TLS settings. */
  public sealed interface Security {
    /** TLS with the files of a folder. */
    record Files(Path folder, boolean verified) implements Security {}

    /** TLS with a context of the program. */
    record Given(SSLContext context) implements Security {}
  }

  /** The same settings with another location. */
  public EngineSettings location(Location other) {
    return new EngineSettings(
        other,
        security,
        apiVersion,
        headers,
        timeouts,
        credentials,
        pullListener,
        publishedHost,
        sweepsOnConnect);
  }

  /** The same settings with TLS. */
  public EngineSettings security(Security other) {
    return new EngineSettings(
        location,
        Optional.of(other),
        apiVersion,
        headers,
        timeouts,
        credentials,
        pullListener,
        publishedHost,
        sweepsOnConnect);
  }

  /** The same settings with a fixed version of the API. */
  public EngineSettings apiVersion(ApiVersion other) {
    return new EngineSettings(
        location,
        security,
        Optional.of(other),
        headers,
        timeouts,
        credentials,
        pullListener,
        publishedHost,
        sweepsOnConnect);
  }

  /** The same settings with one more header. */
  public EngineSettings header(String name, String value) {
    return new EngineSettings(
        location,
        security,
        apiVersion,
        Entries.plus(headers, name, value),
        timeouts,
        credentials,
        pullListener,
        publishedHost,
        sweepsOnConnect);
  }

  /** The same settings with other timeouts. */
  public EngineSettings timeouts(Timeouts other) {
    return new EngineSettings(
        location,
        security,
        apiVersion,
        headers,
        other,
        credentials,
        pullListener,
        publishedHost,
        sweepsOnConnect);
  }

  /** The same settings with credentials for one more registry. */
  public EngineSettings credentials(RegistryCredentials more) {
    return new EngineSettings(
        location,
        security,
        apiVersion,
        headers,
        timeouts,
        Entries.plus(credentials, more.registry(), more),
        pullListener,
        publishedHost,
        sweepsOnConnect);
  }

  /** The same settings with another listener. */
  public EngineSettings pullListener(Consumer<ImageProgress> other) {
    return new EngineSettings(
        location,
        security,
        apiVersion,
        headers,
        timeouts,
        credentials,
        other,
        publishedHost,
        sweepsOnConnect);
  }

  /** The same settings with another host of published ports. */
  public EngineSettings publishedHost(String other) {
    return new EngineSettings(
        location,
        security,
        apiVersion,
        headers,
        timeouts,
        credentials,
        pullListener,
        Optional.of(other),
        sweepsOnConnect);
  }

  /** The same settings with or without a sweep. */
  public EngineSettings sweepsOnConnect(boolean other) {
    return new EngineSettings(
        location,
        security,
        apiVersion,
        headers,
        timeouts,
        credentials,
        pullListener,
        publishedHost,
        other);
  }
}
