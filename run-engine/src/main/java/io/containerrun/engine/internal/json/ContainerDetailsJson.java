package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.info.ContainerConfig;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.info.ContainerHealth;
import io.containerrun.engine.info.ContainerLimits;
import io.containerrun.engine.info.ContainerState;
import io.containerrun.engine.info.ContainerStatus;
import io.containerrun.engine.info.HealthStatus;
import io.containerrun.engine.info.MountPoint;
import io.containerrun.engine.info.NetworkAttachment;
import io.containerrun.engine.info.PublishedPort;
import io.containerrun.value.Cpus;
import io.containerrun.value.EnvironmentVariable;
import io.containerrun.value.RestartPolicy;
import io.containerrun.value.SwapLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the response to inspect for a container; ignores unknown members. */
public final class ContainerDetailsJson {

  private static final int DEFAULT_STOP_SECONDS = 10;

  /** The exit code of a probe that has none. */
  private static final int NO_EXIT_CODE = -1;

  private ContainerDetailsJson() {}

  /** Reads the response. */
  public static ContainerDetails read(JsonNode json) {
    JsonNode network = json.path("NetworkSettings");
    return new ContainerDetails(
        JsonFields.id(json),
        withoutSlash(JsonFields.text(json.path("Name"))),
        JsonFields.time(json.path("Created")),
        JsonFields.text(json.path("Config").path("Image")),
        JsonFields.text(json.path("Image")),
        JsonFields.text(json.path("Platform")),
        arguments(json),
        state(json.path("State")),
        JsonFields.smallCount(json.path("RestartCount")),
        config(json.path("Config"), json.path("HostConfig")),
        limits(json.path("HostConfig")),
        JsonFields.all(json.path("Mounts"), ContainerDetailsJson::mount),
        networks(network.path("Networks")),
        ports(network.path("Ports")));
  }

  static String withoutSlash(String name) {
    return name.startsWith("/") ? name.substring(1) : name;
  }

  private static List<String> arguments(JsonNode json) {
    List<String> arguments = new ArrayList<>();
    arguments.add(JsonFields.text(json.path("Path")));
    arguments.addAll(JsonFields.texts(json.path("Args")));
    return arguments;
  }

  private static ContainerState state(JsonNode json) {
    return new ContainerState(
        ContainerStatus.of(JsonFields.text(json.path("Status"))),
        JsonFields.flag(json.path("Running")),
        JsonFields.count(json.path("Pid")),
        JsonFields.exitCode(json.path("ExitCode")),
        JsonFields.flag(json.path("OOMKilled")),
        JsonFields.text(json.path("Error")),
        JsonFields.time(json.path("StartedAt")),
        JsonFields.time(json.path("FinishedAt")),
        health(json.path("Health")));
  }

  private static ContainerHealth health(JsonNode json) {
    return new ContainerHealth(
        HealthStatus.of(JsonFields.text(json.path("Status"))),
        JsonFields.smallCount(json.path("FailingStreak")),
        JsonFields.all(json.path("Log"), ContainerDetailsJson::probe));
  }

  private static ContainerHealth.Probe probe(JsonNode json) {
    return new ContainerHealth.Probe(
        JsonFields.time(json.path("Start")),
        JsonFields.time(json.path("End")),
        JsonFields.integer(json.path("ExitCode")).orElse(NO_EXIT_CODE),
        JsonFields.text(json.path("Output")));
  }

  private static ContainerConfig config(JsonNode json, JsonNode host) {
    return new ContainerConfig(
        JsonFields.text(json.path("Hostname")),
        JsonFields.text(json.path("User")),
        JsonFields.text(json.path("WorkingDir")),
        JsonFields.words(json.path("Entrypoint")),
        JsonFields.words(json.path("Cmd")),
        environment(json.path("Env")),
        JsonFields.map(json.path("Labels")),
        JsonFields.flag(json.path("Tty")),
        JsonFields.flag(json.path("OpenStdin")),
        JsonFields.flag(json.path("StdinOnce")),
        // Podman writes numbers.
        JsonFields.text(json.path("StopSignal")),
        Duration.ofSeconds(
            JsonFields.integer(json.path("StopTimeout")).orElse(DEFAULT_STOP_SECONDS)),
        JsonFields.flag(host.path("AutoRemove")));
  }

  private static List<EnvironmentVariable> environment(JsonNode json) {
    return JsonFields.texts(json).stream()
        .filter(text -> !text.isEmpty() && !text.startsWith("="))
        .map(EnvironmentVariable::parse)
        .toList();
  }

  private static ContainerLimits limits(JsonNode json) {
    return new ContainerLimits(
        JsonFields.limit(json.path("Memory")),
        swap(JsonFields.count(json.path("MemorySwap"))),
        JsonFields.limit(json.path("MemoryReservation")),
        cpus(JsonFields.count(json.path("NanoCpus"))),
        JsonFields.count(json.path("CpuShares")),
        JsonFields.count(json.path("CpuPeriod")),
        JsonFields.count(json.path("CpuQuota")),
        JsonFields.text(json.path("CpusetCpus")),
        JsonFields.text(json.path("CpusetMems")),
        JsonFields.smallCount(json.path("BlkioWeight")),
        Math.max(0, JsonFields.count(json.path("PidsLimit"))),
        restart(json.path("RestartPolicy")));
  }

  private static Optional<SwapLimit> swap(long bytes) {
    return bytes == 0 || bytes < -1 ? Optional.empty() : Optional.of(new SwapLimit(bytes));
  }

  private static Optional<Cpus> cpus(long nano) {
    return nano > 0 ? Optional.of(new Cpus(nano)) : Optional.empty();
  }

  private static Optional<RestartPolicy> restart(JsonNode json) {
    String name = JsonFields.text(json.path("Name"));
    long retries = Math.max(0, JsonFields.count(json.path("MaximumRetryCount")));
    if (name.isEmpty() || name.equals("no") || name.contains(":")) {
      return Optional.empty();
    }
    return Optional.of(RestartPolicy.parse(retries == 0 ? name : name + ":" + retries));
  }

  private static MountPoint mount(JsonNode json) {
    return new MountPoint(
        JsonFields.text(json.path("Type")),
        JsonFields.text(json.path("Name")),
        JsonFields.text(json.path("Source")),
        JsonFields.text(json.path("Destination")),
        JsonFields.text(json.path("Driver")),
        JsonFields.text(json.path("Mode")),
        JsonFields.flag(json.path("RW")),
        JsonFields.text(json.path("Propagation")));
  }

  private static List<NetworkAttachment> networks(JsonNode json) {
    List<NetworkAttachment> networks = new ArrayList<>();
    JsonFields.members(json).forEach((name, network) -> networks.add(network(name, network)));
    return networks;
  }

  private static NetworkAttachment network(String name, JsonNode json) {
    return new NetworkAttachment(
        name,
        JsonFields.text(json.path("NetworkID")),
        JsonFields.text(json.path("IPAddress")),
        JsonFields.text(json.path("Gateway")),
        JsonFields.text(json.path("GlobalIPv6Address")),
        JsonFields.text(json.path("MacAddress")),
        JsonFields.texts(json.path("Aliases")));
  }

  private static List<PublishedPort> ports(JsonNode json) {
    List<PublishedPort> ports = new ArrayList<>();
    JsonFields.members(json)
        .forEach(
            (port, bindings) ->
                JsonFields.all(bindings, binding -> port(port, binding))
                    .forEach(it -> it.ifPresent(ports::add)));
    return ports;
  }

  /** Empty as long as the engine has not assigned a port of the host. */
  private static Optional<PublishedPort> port(String port, JsonNode binding) {
    String[] parts = port.split("/", 2);
    OptionalInt own = JsonFields.port(parts[0]);
    OptionalInt host = JsonFields.port(binding.path("HostPort"));
    return own.isEmpty() || host.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PublishedPort(
                own.getAsInt(),
                parts.length < 2 ? "tcp" : parts[1],
                JsonFields.text(binding.path("HostIp")),
                host.getAsInt()));
  }
}
