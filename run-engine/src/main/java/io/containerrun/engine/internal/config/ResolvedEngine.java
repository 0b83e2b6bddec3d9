package io.containerrun.engine.internal.config;

import io.containerrun.ApiVersion;
import io.containerrun.engine.internal.http.Endpoint;
import java.util.Optional;

/**
 * The engine that was found, and what the surroundings say about runs on it.
 *
 * @param apiVersion the version to speak whatever the engine says; empty where it is negotiated
 */
public record ResolvedEngine(
    Endpoint endpoint, Optional<ApiVersion> apiVersion, Defaults defaults) {}
