package io.containerrun.engine.internal;

import io.containerrun.ApiVersion;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What a program asks for when it connects; what it leaves open the surroundings say.
 *
 * @param headers by name, in the order in which they were set
 */
public record Settings(
    Place place,
    Optional<Security> security,
    Optional<ApiVersion> apiVersion,
    Map<String, String> headers,
    Limits limits) {

  /** Leaves everything open. */
  public static final Settings NONE =
      new Settings(new Place.Found(), Optional.empty(), Optional.empty(), Map.of(), Limits.DEFAULT);

  /** Copies the headers. */
  public Settings {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** Where the engine is. */
  public sealed interface Place {
    /** Where the surroundings say. */
    record Found() implements Place {}

    /** At an address. */
    record Host(String address) implements Place {}

    /** Where a docker context says. */
    record Context(String name) implements Place {}
  }

  /** How TLS is spoken. */
  public sealed interface Security {
    /** With the files of a folder. */
    record Files(Path folder, boolean verified) implements Security {}

    /** As the program has set up. */
    record Given(SSLContext context) implements Security {}
  }

  public Settings place(Place other) {
    return new Settings(other, security, apiVersion, headers, limits);
  }

  public Settings security(Security other) {
    return new Settings(place, Optional.of(other), apiVersion, headers, limits);
  }

  public Settings apiVersion(ApiVersion other) {
    return new Settings(place, security, Optional.of(other), headers, limits);
  }

  /** With one more header. */
  public Settings header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Settings(place, security, apiVersion, more, limits);
  }

  public Settings limits(Limits other) {
    return new Settings(place, security, apiVersion, headers, other);
  }
}
