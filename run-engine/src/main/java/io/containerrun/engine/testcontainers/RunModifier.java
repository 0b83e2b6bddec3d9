package io.containerrun.engine.testcontainers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.DockerObjectAccessor;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports;
import io.containerrun.ContainerRun;
import io.containerrun.InvalidRunException;
import io.containerrun.Severity;
import io.containerrun.Violation;
import io.containerrun.engine.dockerjava.DockerJava;
import io.containerrun.value.PullPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.ImagePullPolicy;

/** Applies a run to containers of Testcontainers when they are created. */
final class RunModifier implements Consumer<CreateContainerCmd> {

  /** What a change of options starts from; the image is never used. */
  static final ContainerRun NO_IMAGE = ContainerRun.of("image-of-the-container");

  private final ContainerRun run;

  private RunModifier(ContainerRun run) {
    this.run = run;
  }

  static RunModifier of(ContainerRun run) {
    requireUsable(run);
    return new RunModifier(run);
  }

  /**
   * Checks a run as far as it can be checked without an engine.
   *
   * @throws InvalidRunException if it cannot work
   */
  static void requireUsable(ContainerRun run) {
    var unused = run.requireValid();
    List<String> files = run.texts(ContainerRun.CIDFILE);
    if (!files.isEmpty()) {
      throw new InvalidRunException(
          List.of(
              new Violation(
                  "testcontainers",
                  Severity.ERROR,
                  false,
                  List.of(ContainerRun.CIDFILE.flag()),
                  ContainerRun.CIDFILE + " " + files.get(0),
                  "Testcontainers does not write the file",
                  "drop it and use getContainerId(), or start the run with Engine")));
    }
  }

  /** Sets what a container has to know itself, and registers this modifier. */
  void prepare(GenericContainer<?> container) {
    for (int port : PublishedPorts.tcp(run)) {
      if (!container.getExposedPorts().contains(port)) {
        container.addExposedPort(port);
      }
    }
    pullPolicy().ifPresent(container::withImagePullPolicy);
    container.withCreateContainerCmdModifier(this);
  }

  private Optional<ImagePullPolicy> pullPolicy() {
    return switch (run.get(ContainerRun.PULL).orElse(PullPolicy.MISSING)) {
      case ALWAYS -> Optional.of(org.testcontainers.images.PullPolicy.alwaysPull());
      case NEVER -> Optional.of(image -> false);
      case MISSING -> Optional.empty();
    };
  }

  /** Called when a container is created, with all that Testcontainers has set. */
  @Override
  public void accept(CreateContainerCmd command) {
    DockerClient client = DockerClientFactory.instance().client();
    removeFreePorts(command);
    // Testcontainers may have pulled the image under another name.
    String image = Objects.requireNonNull(command.getImage(), "the image of the command");
    var unused = DockerJava.apply(run.image(image), command, CalledVersion.target(client, command));
    shortenCapabilities(command.getHostConfig());
  }

  /** The docker-java of Testcontainers 1.21 cannot read a container with CAP_CHOWN, only CHOWN. */
  private static void shortenCapabilities(@Nullable HostConfig host) {
    for (String name : List.of("CapAdd", "CapDrop")) {
      if (host != null && host.getRawValues().get(name) instanceof List<?> capabilities) {
        List<String> shortened =
            capabilities.stream().map(it -> it.toString().replaceFirst("^CAP_", "")).toList();
        DockerObjectAccessor.overrideRawValue(host, name, shortened);
      }
    }
  }

  /** Testcontainers asks for a free port for each exposed one: here the run says which. */
  private void removeFreePorts(CreateContainerCmd command) {
    HostConfig host = command.getHostConfig();
    Ports ports = host == null ? null : host.getPortBindings();
    if (ports != null) {
      PublishedPorts.tcp(run).stream()
          .map(ExposedPort::tcp)
          .filter(it -> isFree(ports.getBindings().get(it)))
          .forEach(ports.getBindings()::remove);
    }
  }

  private static boolean isFree(Ports.Binding @Nullable [] bindings) {
    return bindings != null && Arrays.stream(bindings).allMatch(Ports.Binding.empty()::equals);
  }

  @Override
  public String toString() {
    return "modifier of " + run;
  }
}
