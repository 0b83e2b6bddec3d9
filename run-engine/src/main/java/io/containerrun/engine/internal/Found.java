package io.containerrun.engine.internal;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.engine.internal.connection.Endpoint;
import io.containerrun.value.Platform;
import java.util.Map;
import java.util.Optional;

/**
 * The engine that was found, and what the surroundings say about runs on it.
 *
 * @param apiVersion the version to speak whatever the engine says; empty where it is negotiated
 * @param platform of runs that name none
 * @param proxies variables that tell containers of the proxies of this site
 */
public record Found(
    Endpoint endpoint,
    Optional<ApiVersion> apiVersion,
    Optional<Platform> platform,
    Map<String, String> proxies) {

  /** The run on the default platform, unless it names one. */
  public ContainerRun onPlatform(ContainerRun run) {
    return run.get(ContainerRun.PLATFORM).isPresent()
        ? run
        : platform.map(run::platform).orElse(run);
  }
}
