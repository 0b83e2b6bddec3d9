package io.containerrun.engine.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.ContainerConfig;
import io.containerrun.engine.ContainerHealth;
import io.containerrun.engine.ContainerInspection;
import io.containerrun.engine.ContainerLimits;
import io.containerrun.engine.ContainerState;
import io.containerrun.engine.ContainerStatus;
import io.containerrun.engine.HealthStatus;
import io.containerrun.engine.MountPoint;
import io.containerrun.engine.NetworkAttachment;
import io.containerrun.engine.PublishedPort;
import io.containerrun.value.Cpus;
import io.containerrun.value.EnvironmentVariable;
import io.containerrun.value.RestartPolicy;
import io.containerrun.value.SwapLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what inspect tells about containers: what we know of it, whatever else there is. */
public final class Inspections {

  private static final int DEFAULT_STOP_SECONDS = 10;

  private Inspections() {}

  /** Picks what we know. */
  public static ContainerInspection of(JsonNode json) {
    JsonNode network = json.path("NetworkSettings");
    return new ContainerInspection(
        Fields.text(json.path("Id")),
        withoutSlash(Fields.text(json.path("Name"))),
        Fields.time(json.path("Created")),
        Fields.text(json.path("Config").path("Image")),
        Fields.text(json.path("Image")),
        Fields.text(json.path("Platform")),
        arguments(json),
        state(json.path("State")),
        json.path("RestartCount").asInt(),
        config(json.path("Config"), json.path("HostConfig")),
        limits(json.path("HostConfig")),
        Fields.all(json.path("Mounts"), Inspections::mount),
        networks(network.path("Networks")),
        ports(network.path("Ports")));
  }

  static String withoutSlash(String name) {
    return name.startsWith("/") ? name.substring(1) : name;
  }

  private static List<String> arguments(JsonNode json) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Fields.text(json.path("Path")));
    arguments.addAll(Fields.texts(json.path("Args")));
    return arguments;
  }

  private static ContainerState state(JsonNode json) {
    return new ContainerState(
        ContainerStatus.of(Fields.text(json.path("Status"))),
        json.path("Running").asBoolean(),
        json.path("Pid").asLong(),
        json.path("ExitCode").asInt(),
        json.path("OOMKilled").asBoolean(),
        Fields.text(json.path("Error")),
        Fields.time(json.path("StartedAt")),
        Fields.time(json.path("FinishedAt")),
        health(json.path("Health")));
  }

  private static ContainerHealth health(JsonNode json) {
    return new ContainerHealth(
        HealthStatus.of(Fields.text(json.path("Status"))),
        json.path("FailingStreak").asInt(),
        Fields.all(json.path("Log"), Inspections::probe));
  }

  private static ContainerHealth.Probe probe(JsonNode json) {
    return new ContainerHealth.Probe(
        Fields.time(json.path("Start")),
        Fields.time(json.path("End")),
        json.path("ExitCode").asInt(),
        Fields.text(json.path("Output")));
  }

  private static ContainerConfig config(JsonNode json, JsonNode host) {
    return new ContainerConfig(
        Fields.text(json.path("Hostname")),
        Fields.text(json.path("User")),
        Fields.text(json.path("WorkingDir")),
        words(json.path("Entrypoint")),
        words(json.path("Cmd")),
        environment(json.path("Env")),
        Fields.map(json.path("Labels")),
        json.path("Tty").asBoolean(),
        json.path("OpenStdin").asBoolean(),
        json.path("StdinOnce").asBoolean(),
        // Podman writes numbers.
        Fields.text(json.path("StopSignal")),
        Duration.ofSeconds(json.path("StopTimeout").asInt(DEFAULT_STOP_SECONDS)),
        host.path("AutoRemove").asBoolean());
  }

  /** A list; some Podmans write one text. */
  private static List<String> words(JsonNode json) {
    return json.isTextual() ? List.of(json.asText()) : Fields.texts(json);
  }

  private static List<EnvironmentVariable> environment(JsonNode json) {
    return Fields.texts(json).stream()
        .filter(text -> !text.isEmpty() && !text.startsWith("="))
        .map(EnvironmentVariable::parse)
        .toList();
  }

  private static ContainerLimits limits(JsonNode json) {
    return new ContainerLimits(
        Fields.limit(json.path("Memory")),
        swap(json.path("MemorySwap").asLong()),
        Fields.limit(json.path("MemoryReservation")),
        cpus(json.path("NanoCpus").asLong()),
        json.path("CpuShares").asLong(),
        json.path("CpuPeriod").asLong(),
        json.path("CpuQuota").asLong(),
        Fields.text(json.path("CpusetCpus")),
        Fields.text(json.path("CpusetMems")),
        json.path("BlkioWeight").asInt(),
        Math.max(0, json.path("PidsLimit").asLong()),
        restart(json.path("RestartPolicy")));
  }

  private static Optional<SwapLimit> swap(long bytes) {
    return bytes == 0 || bytes < -1 ? Optional.empty() : Optional.of(new SwapLimit(bytes));
  }

  private static Optional<Cpus> cpus(long nano) {
    return nano > 0 ? Optional.of(new Cpus(nano)) : Optional.empty();
  }

  private static Optional<RestartPolicy> restart(JsonNode json) {
    String name = Fields.text(json.path("Name"));
    long retries = json.path("MaximumRetryCount").asLong();
    if (name.isEmpty() || name.equals("no") || name.contains(":")) {
      return Optional.empty();
    }
    return Optional.of(RestartPolicy.parse(retries == 0 ? name : name + ":" + retries));
  }

  private static MountPoint mount(JsonNode json) {
    return new MountPoint(
        Fields.text(json.path("Type")),
        Fields.text(json.path("Name")),
        Fields.text(json.path("Source")),
        Fields.text(json.path("Destination")),
        Fields.text(json.path("Driver")),
        Fields.text(json.path("Mode")),
        json.path("RW").asBoolean(),
        Fields.text(json.path("Propagation")));
  }

  private static List<NetworkAttachment> networks(JsonNode json) {
    List<NetworkAttachment> networks = new ArrayList<>();
    json.properties().forEach(it -> networks.add(network(it.getKey(), it.getValue())));
    return networks;
  }

  private static NetworkAttachment network(String name, JsonNode json) {
    return new NetworkAttachment(
        name,
        Fields.text(json.path("NetworkID")),
        Fields.text(json.path("IPAddress")),
        Fields.text(json.path("Gateway")),
        Fields.text(json.path("GlobalIPv6Address")),
        Fields.text(json.path("MacAddress")),
        Fields.texts(json.path("Aliases")));
  }

  private static List<PublishedPort> ports(JsonNode json) {
    List<PublishedPort> ports = new ArrayList<>();
    json.properties()
        .forEach(
            entry -> entry.getValue().forEach(binding -> ports.add(port(entry.getKey(), binding))));
    return ports;
  }

  private static PublishedPort port(String port, JsonNode binding) {
    String[] parts = port.split("/", 2);
    return new PublishedPort(
        Fields.number(parts[0]),
        parts.length < 2 ? "tcp" : parts[1],
        Fields.text(binding.path("HostIp")),
        binding.path("HostPort").asInt());
  }
}
