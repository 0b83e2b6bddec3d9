package io.containerrun.engine;

import io.containerrun.engine.internal.dockerjava.DockerJavaCarrier;

/**
 * Carries the requests to an engine instead of this library's own connections, see {@link
 * EngineOptions#transport}. {@link io.containerrun.engine.dockerjava.DockerJavaTransport} creates
 * one of an HTTP client of docker-java.
 *
 * @since 0.1.0
 */
public sealed interface EngineTransport permits DockerJavaCarrier {}
