package io.containerrun.engine.internal.config;

import io.containerrun.ApiVersion;
import io.containerrun.engine.internal.http.Endpoint;
import java.util.List;
import java.util.Optional;

/**
 * The engine that was found, and the defaults of the environment for runs.
 *
 * @param alternatives where else an engine may be, if nobody has said where it is
 * @param apiVersion the fixed version of the API; empty if it is negotiated
 * @param publishedHost the host of published ports; empty if it follows from the address
 */
public record ResolvedEngine(
    Endpoint endpoint,
    List<Endpoint> alternatives,
    Optional<ApiVersion> apiVersion,
    Defaults defaults,
    Optional<String> publishedHost) {}
