package io.containerrun.engine.info;

/**
 * A port of a container on an address of the engine's host.
 *
 * @param port the container's port
 * @param protocol such as {@code tcp}
 * @param hostAddress such as {@code 0.0.0.0} for all addresses
 * @param hostPort the port of the host
 * @since 0.1.0
 */
public record PublishedPort(int port, String protocol, String hostAddress, int hostPort) {}
