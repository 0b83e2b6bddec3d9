package io.containerrun.engine.internal.config;

import io.containerrun.ApiVersion;
import io.containerrun.engine.ImageProgress;
import io.containerrun.engine.RegistryCredentials;
import io.containerrun.engine.internal.http.Carrier;
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
 * @param carrier connects to the engine; empty for the sockets of the JDK
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
    boolean sweepsOnConnect,
    Optional<Carrier> carrier) {

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
          true,
          Optional.empty());

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
    return changed(it -> it.location = other);
  }

  /** The same settings with TLS. */
  public EngineSettings security(Security other) {
    return changed(it -> it.security = Optional.of(other));
  }

  /** The same settings with a fixed version of the API. */
  public EngineSettings apiVersion(ApiVersion other) {
    return changed(it -> it.apiVersion = Optional.of(other));
  }

  /** The same settings with one more header. */
  public EngineSettings header(String name, String value) {
    return changed(it -> it.headers = Entries.plus(headers, name, value));
  }

  /** The same settings with other timeouts. */
  public EngineSettings timeouts(Timeouts other) {
    return changed(it -> it.timeouts = other);
  }

  /** The same settings with credentials for one more registry. */
  public EngineSettings credentials(RegistryCredentials more) {
    return changed(it -> it.credentials = Entries.plus(credentials, more.registry(), more));
  }

  /** The same settings with another listener. */
  public EngineSettings pullListener(Consumer<ImageProgress> other) {
    return changed(it -> it.pullListener = other);
  }

  /** The same settings with another host of published ports. */
  public EngineSettings publishedHost(String other) {
    return changed(it -> it.publishedHost = Optional.of(other));
  }

  /** The same settings with or without a sweep. */
  public EngineSettings sweepsOnConnect(boolean other) {
    return changed(it -> it.sweepsOnConnect = other);
  }

  /** The same settings with another carrier. */
  public EngineSettings carrier(Carrier other) {
    return changed(it -> it.carrier = Optional.of(other));
  }

  private EngineSettings changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.settings();
  }

  /** A copy that can be changed. Used by one thread. */
  private static final class Draft {

    private Location location;
    private Optional<Security> security;
    private Optional<ApiVersion> apiVersion;
    private Map<String, String> headers;
    private Timeouts timeouts;
    private Map<String, RegistryCredentials> credentials;
    private Consumer<ImageProgress> pullListener;
    private Optional<String> publishedHost;
    private boolean sweepsOnConnect;
    private Optional<Carrier> carrier;

    private Draft(EngineSettings settings) {
      this.location = settings.location;
      this.security = settings.security;
      this.apiVersion = settings.apiVersion;
      this.headers = settings.headers;
      this.timeouts = settings.timeouts;
      this.credentials = settings.credentials;
      this.pullListener = settings.pullListener;
      this.publishedHost = settings.publishedHost;
      this.sweepsOnConnect = settings.sweepsOnConnect;
      this.carrier = settings.carrier;
    }

    private EngineSettings settings() {
      return new EngineSettings(
          location,
          security,
          apiVersion,
          headers,
          timeouts,
          credentials,
          pullListener,
          publishedHost,
          sweepsOnConnect,
          carrier);
    }
  }
}
