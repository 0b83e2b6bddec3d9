package io.containerrun.engine.dockerjava;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.DockerObjectAccessor;
import com.github.dockerjava.api.model.HostConfig;
import io.containerrun.ContainerRun;
import io.containerrun.CreateRequest;
import io.containerrun.InvalidRunException;
import io.containerrun.Option;
import io.containerrun.Severity;
import io.containerrun.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the create request of a run into a command that may have settings already. */
final class Application {

  private static final String HOST = "HostConfig";

  private static final String NETWORK_MODE = "NetworkMode";

  private final ContainerRun run;
  private final CreateRequest request;
  private final CreateContainerCmd command;

  Application(ContainerRun run, CreateRequest request, CreateContainerCmd command) {
    this.run = run;
    this.request = request;
    this.command = SentRequest.fields(command);
  }

  /**
   * Changes the command.
   *
   * @throws InvalidRunException if docker-java cannot send a part of the run
   */
  void execute() {
    Map<String, Object> before = SentRequest.of(command, network()).body();
    Map<String, Object> after = Merge.of(before, request.body());
    Map<String, Object> changes = changes(before, after);
    requirePlaces(changes);
    changes.forEach(this::put);
    Optional.ofNullable(request.query().get("name")).ifPresent(command::withName);
    Optional.ofNullable(request.query().get("platform")).ifPresent(command::withPlatform);
    requireSent(after);
  }

  /** The network of the run; addresses and aliases of a command without a network belong to it. */
  private Optional<String> network() {
    return Optional.ofNullable(PlainValues.members(request.body().get(HOST)).get(NETWORK_MODE))
        .map(Object::toString);
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
      return;
    }
    try {
      Models.set(command, name, value);
    } catch (IllegalArgumentException refused) {
      throw unsendable(name, String.valueOf(refused.getMessage()));
    }
    if (name.equals("NetworkingConfig")) {
      keepNetworks();
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
   * Executing a command replaces its networks by the one network for which it has addresses,
   * aliases or links itself. It does not where that network is a raw value. What it would have sent
   * is among the networks already.
   */
  private void keepNetworks() {
    HostConfig host = command.getHostConfig();
    String mode = host.getNetworkMode();
    if (mode != null && SentRequest.hasEndpoint(command)) {
      Models.set(host, NETWORK_MODE, null);
      DockerObjectAccessor.overrideRawValue(host, NETWORK_MODE, mode);
    }
  }

  private void requirePlaces(Map<String, Object> changes) {
    Map<String, Object> places = Models.membersOf(command);
    for (String name : changes.keySet()) {
      if (!places.containsKey(name)) {
        throw unsendable(name, "docker-java's create command has no " + name);
      }
    }
  }

  private void requireSent(Map<String, Object> after) {
    Map<String, Object> sent = SentRequest.of(command, network()).body();
    after.forEach(
        (name, value) -> {
          if (!PlainValues.sent(value, sent.get(name))) {
            throw unsendable(name, "docker-java would send another " + name);
          }
        });
  }

  private InvalidRunException unsendable(String name, String problem) {
    List<Option<?>> options =
        run.options().stream()
            .filter(
                it -> it.paths().stream().anyMatch(path -> path.split("\\.", 2)[0].equals(name)))
            .toList();
    String given =
        options.isEmpty()
            ? name
            : String.join(", ", options.stream().map(Option::toString).toList());
    return new InvalidRunException(
        List.of(
            new Violation(
                "docker-java",
                Severity.ERROR,
                false,
                options.stream().map(Option::flag).toList(),
                given,
                problem,
                "start the run with Engine, or drop the option")));
  }
}
