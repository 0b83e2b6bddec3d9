package io.containerrun.engine.dockerjava;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.DockerObjectAccessor;
import com.github.dockerjava.api.model.HostConfig;
import io.containerrun.ContainerRun;
import io.containerrun.CreateRequest;
import io.containerrun.InvalidRunException;
import io.containerrun.Option;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the create request of a run into a command that may have settings already. */
final class AppliedRun {

  private static final String HOST = "HostConfig";

  private static final String NETWORKS = "NetworkingConfig";

  private final ContainerRun run;
  private final CreateRequest request;
  private final CreateContainerCmd command;

  AppliedRun(ContainerRun run, CreateRequest request, CreateContainerCmd command) {
    this.run = run;
    this.request = request;
    this.command = SentRequest.actual(command);
  }

  /**
   * Changes the command.
   *
   * @throws InvalidRunException if docker-java cannot send a part of the run
   */
  void execute() {
    Map<String, Object> before = SentRequest.of(command, SentRequest.modeOf(request.body())).body();
    Map<String, Object> after = Merge.of(before, request.body());
    Map<String, Object> changes = changes(before, after);
    requirePlaces(changes.keySet());
    changes.forEach(this::put);
    putNetworks(after.get(NETWORKS));
    Optional.ofNullable(request.query().get("name")).ifPresent(command::withName);
    Optional.ofNullable(request.query().get("platform")).ifPresent(command::withPlatform);
    requireSent(after);
  }

  private static Map<String, Object> changes(
      Map<String, Object> before, Map<String, Object> after) {
    Map<String, Object> changes = new LinkedHashMap<>();
    after.forEach(
        (name, value) -> {
          if (!Objects.equals(before.get(name), value)) {
            changes.put(name, value);
          }
        });
    before.keySet().stream()
        .filter(name -> !after.containsKey(name))
        .forEach(name -> changes.put(name, null));
    return changes;
  }

  private void put(String name, @Nullable Object value) {
    if (name.equals(HOST)) {
      putHost(PlainValues.members(value));
    } else if (!name.equals(NETWORKS)) {
      set(name, value);
    }
  }

  private void set(String name, @Nullable Object value) {
    try {
      Models.set(command, name, value);
    } catch (IllegalArgumentException refused) {
      throw unsendable(name, String.valueOf(refused.getMessage()));
    }
  }

  private void putHost(Map<String, Object> after) {
    if (command.getHostConfig() == null) {
      command.withHostConfig(HostConfig.newHostConfig());
    }
    HostConfig host = command.getHostConfig();
    Map<String, Object> before = PlainValues.withoutNulls(Models.membersOf(host));
    changes(before, after).forEach((name, value) -> Models.setExactly(host, name, value));
  }

  /**
   * Executing a command replaces its networks by the one for which it has addresses, aliases or
   * links itself. It does not if the mode is a raw value, and what it would have sent is among the
   * given networks.
   */
  private void putNetworks(@Nullable Object networks) {
    if (!sends(NETWORKS, networks)) {
      set(NETWORKS, networks);
    }
    if (!sends(NETWORKS, networks)) {
      HostConfig host = command.getHostConfig();
      String mode = host.getNetworkMode();
      Models.set(host, "NetworkMode", null);
      DockerObjectAccessor.overrideRawValue(host, "NetworkMode", mode);
    }
  }

  private boolean sends(String name, @Nullable Object value) {
    return PlainValues.sent(value, SentRequest.of(command).body().get(name));
  }

  private void requirePlaces(Set<String> names) {
    Set<String> places = Models.membersOf(command).keySet();
    for (String name : names) {
      if (!places.contains(name)) {
        throw unsendable(name, "docker-java's create command has no " + name);
      }
    }
  }

  private void requireSent(Map<String, Object> after) {
    after.forEach(
        (name, value) -> {
          if (!sends(name, value)) {
            throw unsendable(name, "docker-java would send another " + name);
          }
        });
  }

  private InvalidRunException unsendable(String name, String problem) {
    return Refusals.of(run, it -> isIn(name, it), problem);
  }

  private static boolean isIn(String name, Option<?> option) {
    return option.paths().stream().anyMatch(path -> path.split("\\.", 2)[0].equals(name));
  }
}
