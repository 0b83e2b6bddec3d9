package io.containerrun.engine.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What inspect tells about a container.
 *
 * @param id 64 hexadecimal digits
 * @param name without the slash in front
 * @param status such as {@code created}, {@code running}, {@code exited}
 * @param running whether it runs
 * @param exitCode of its last run; 0 before the first
 * @param terminal whether it has one
 * @param openInput whether its standard input is open for somebody to attach
 * @param inputEnds whether that input ends with the first session on it
 * @param health its state; empty without a health check
 * @param stopTimeout how long the engine lets it end by itself
 * @param ports where its ports are published
 */
public record ContainerDetails(
    String id,
    String name,
    String status,
    boolean running,
    int exitCode,
    boolean terminal,
    boolean openInput,
    boolean inputEnds,
    String health,
    Duration stopTimeout,
    List<PublishedPort> ports) {

  private static final int DEFAULT_STOP_SECONDS = 10;

  /** Beside Docker's, the word that Podman has for one that was told to end. */
  private static final List<String> ENDED = List.of("exited", "dead", "removing", "stopped");

  /** Copies the ports. */
  public ContainerDetails {
    ports = List.copyOf(ports);
  }

  /**
   * A port of a container on an address of the engine's host.
   *
   * @param port the container's port with its protocol: {@code 80/tcp}
   * @param hostAddress such as {@code 0.0.0.0}
   * @param hostPort its number there
   */
  public record PublishedPort(String port, String hostAddress, int hostPort) {}

  /** Picks what we know. */
  public static ContainerDetails of(JsonNode json) {
    JsonNode state = json.path("State");
    return new ContainerDetails(
        json.path("Id").asText(),
        json.path("Name").asText().replaceFirst("^/", ""),
        state.path("Status").asText(),
        state.path("Running").asBoolean(),
        state.path("ExitCode").asInt(),
        json.path("Config").path("Tty").asBoolean(),
        json.path("Config").path("OpenStdin").asBoolean(),
        json.path("Config").path("StdinOnce").asBoolean(),
        state.path("Health").path("Status").asText(),
        Duration.ofSeconds(json.path("Config").path("StopTimeout").asInt(DEFAULT_STOP_SECONDS)),
        ports(json.path("NetworkSettings").path("Ports")));
  }

  /** Whether it has run, and runs no longer. */
  public boolean ended() {
    return ENDED.contains(status);
  }

  private static List<PublishedPort> ports(JsonNode json) {
    List<PublishedPort> ports = new ArrayList<>();
    json.properties()
        .forEach(
            entry ->
                entry.getValue().forEach(binding -> ports.add(published(entry.getKey(), binding))));
    return ports;
  }

  private static PublishedPort published(String port, JsonNode binding) {
    return new PublishedPort(
        port, binding.path("HostIp").asText(), binding.path("HostPort").asInt());
  }
}
