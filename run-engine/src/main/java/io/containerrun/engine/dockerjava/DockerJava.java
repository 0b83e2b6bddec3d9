package io.containerrun.engine.dockerjava;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Version;
import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.Environment;
import io.containerrun.InvalidRunException;
import io.containerrun.Option;
import io.containerrun.Target;
import io.containerrun.engine.internal.config.ProcessEnvironment;
import java.util.List;
import java.util.Objects;

/**
 * Runs as create commands of docker-java.
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // who has docker-java requires it
public final class DockerJava {

  private DockerJava() {}

  /**
   * Applies a run to a create command that may have settings already: the command then sends what
   * it would have sent, with the request of the run merged over it. Objects such as labels are
   * merged, lists such as binds are joined, everything else is replaced: image, command, entry
   * point, network mode and all single values that the run sets. What the run does not set stays.
   * An entry point of the run also replaces the command, as on a command line.
   *
   * <p>The run is checked first, and what it takes from the environment is resolved: variables
   * without a value, files of variables and labels, relative paths. The command is unchanged if the
   * run is invalid.
   *
   * <p>What docker-java's objects cannot hold is sent all the same, as a raw value: see {@code
   * DockerObjectAccessor}. Their getters do not return it, and it overrides what their setters are
   * called with later.
   *
   * @param command of any implementation, such as that of Testcontainers
   * @param target the engine, with the version of the API that docker-java calls it with
   * @return the options of the run that do not travel with the command because the client acts on
   *     them, such as {@code --pull}: the caller decides what to do about them
   * @throws InvalidRunException if the run cannot work on the engine, or if docker-java cannot send
   *     a part of it
   */
  public static List<Option<?>> apply(ContainerRun run, CreateContainerCmd command, Target target) {
    return apply(run, command, target, new ProcessEnvironment());
  }

  /**
   * The same for a caller other than this process.
   *
   * @param environment the variables and files that the run takes
   */
  public static List<Option<?>> apply(
      ContainerRun run, CreateContainerCmd command, Target target, Environment environment) {
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(environment, "environment");
    ContainerRun ready = run.requireValid(target).resolve(environment);
    new Application(ready, ready.request(target.api()), command).execute();
    return clientOptions(run);
  }

  /**
   * Applies a run to a create command of a client: {@link #apply(ContainerRun, CreateContainerCmd,
   * Target)} with the {@linkplain #target target} of the client.
   */
  public static List<Option<?>> apply(
      ContainerRun run, CreateContainerCmd command, DockerClient client) {
    return apply(run, command, target(client));
  }

  /**
   * The engine of a client: its operating system and the version of its API, which a client uses
   * unless its configuration sets another.
   */
  public static Target target(DockerClient client) {
    Version version = client.versionCmd().exec();
    return Target.of(version.getOperatingSystem(), ApiVersion.parse(version.getApiVersion()));
  }

  private static List<Option<?>> clientOptions(ContainerRun run) {
    return run.options().stream()
        .filter(it -> it.isClientSide() || it.equals(ContainerRun.CIDFILE))
        .toList();
  }
}
