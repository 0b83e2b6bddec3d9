package io.containerrun.engine.dockerjava;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Version;
import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.CreateRequest;
import io.containerrun.Environment;
import io.containerrun.InvalidRunException;
import io.containerrun.Option;
import io.containerrun.Severity;
import io.containerrun.Target;
import io.containerrun.engine.internal.config.ProcessEnvironment;
import io.containerrun.engine.internal.util.OptionalDependency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs as create commands of docker-java, and back.
 *
 * <pre>{@code
 * ContainerRun web = ContainerRun.of("nginx:1.27").publish(8080, 80).memory("256m");
 * String id = DockerJava.createCommand(client, web).exec().getId();
 * client.startContainerCmd(id).exec();
 *
 * ContainerRun same = DockerJava.toRun(client.createContainerCmd("nginx:1.27").withTty(true));
 * }</pre>
 *
 * <p>Containers that docker-java creates belong to their creator: an {@code Engine} neither labels
 * nor removes them.
 *
 * <p>May be used by several threads; a command may not.
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // who has docker-java requires it
public final class DockerJava {

  static {
    OptionalDependency.require(
        "DockerJava",
        "com.github.dockerjava.api.DockerClient",
        "com.github.docker-java:docker-java-api",
        "3.7");
  }

  private static final Logger LOG = LoggerFactory.getLogger(DockerJava.class);

  private DockerJava() {}

  /**
   * Creates the command that creates the container of a run: {@link #apply(ContainerRun,
   * CreateContainerCmd, DockerClient)} on a new command. It pulls no image.
   *
   * @param client one whose configuration sets no version of the API
   * @throws InvalidRunException if the run cannot work on the engine, if docker-java cannot send a
   *     part of it, or if it has options that only a client acts on, such as {@code --pull}
   */
  public static CreateContainerCmd createCommand(DockerClient client, ContainerRun run) {
    Objects.requireNonNull(client, "client");
    List<Option<?>> untravelled = clientOptions(run);
    if (!untravelled.isEmpty()) {
      throw Refusals.ofClientOptions(run, untravelled);
    }
    CreateContainerCmd command = client.createContainerCmd(run.image().text());
    var unused = apply(run, command, client);
    return command;
  }

  /**
   * Applies a run to a create command of a client: {@link #apply(ContainerRun, CreateContainerCmd,
   * Target)} with the {@linkplain #target target} of the client.
   *
   * @param client one whose configuration sets no version of the API; otherwise pass {@link
   *     DockerJavaConfig#target} instead
   */
  public static List<Option<?>> apply(
      ContainerRun run, CreateContainerCmd command, DockerClient client) {
    return apply(run, command, target(client));
  }

  /**
   * Applies a run to a create command that may have settings already: the command then sends what
   * it would have sent, with the request of the run merged over it. Objects such as labels are
   * merged, lists such as binds are joined, everything else is replaced: image, command, entry
   * point, network mode and all single values that the run sets. What the run does not set stays.
   * An entry point of the run also replaces the command, as on a command line. Addresses and
   * aliases of the command belong to its own network, or to the first of the run if it has none.
   *
   * <p>The run is checked first, warnings are logged, and what it takes from the environment is
   * resolved: variables without a value, files of variables and labels, relative paths. The command
   * is unchanged if the run is invalid. Proxies and a default platform of docker's client
   * configuration are not added.
   *
   * <p>What docker-java's objects cannot hold exactly, such as binds and capabilities, is sent as a
   * raw value: see {@code DockerObjectAccessor}. Their getters do not return it, and it overrides
   * what their setters are called with later: set what the run does not say first.
   *
   * @param command of any implementation, such as that of Testcontainers
   * @param target the engine, with the version of the API that docker-java calls it with: an engine
   *     ignores what is newer
   * @return the options of the run that do not travel with the command because only a client acts
   *     on them, sorted: {@code --pull}, {@code --quiet}, {@code --cidfile}, {@code --sig-proxy},
   *     {@code --detach-keys} and {@code --disable-content-trust}, where they are set
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
    run.validate(target).stream()
        .filter(it -> it.severity() == Severity.WARNING)
        .forEach(it -> LOG.warn("run of {}: {}", run.image(), it));
    new AppliedRun(ready, ready.request(target.api()), command).execute();
    return clientOptions(run);
  }

  /**
   * The engine of a client, with all facts that it reports, so that runs are checked as by an
   * {@code Engine}. Makes two calls; the result may be kept. The version of the API is the newest
   * of the engine: docker-java uses that unless its configuration sets another, see {@link
   * DockerJavaConfig#target}.
   *
   * @throws DockerException if the engine reports no version; facts that it refuses are unknown
   */
  public static Target target(DockerClient client) {
    return target(client, Optional.empty());
  }

  static Target target(DockerClient client, Optional<ApiVersion> fixed) {
    Version version = client.versionCmd().exec();
    ApiVersion api = fixed.orElseGet(() -> ApiVersion.parse(version.getApiVersion()));
    return EngineFacts.of(client, Target.of(version.getOperatingSystem(), api));
  }

  /**
   * The request that docker-java would send of a command. {@link CreateRequest#toRun()} reads it,
   * and {@link CreateRequest#unread()} names what no option of {@code docker run} can say.
   */
  public static CreateRequest request(CreateContainerCmd command) {
    return SentRequest.of(Objects.requireNonNull(command, "command"));
  }

  /**
   * The run that makes the same request as a command.
   *
   * @throws IllegalArgumentException if no option can say a part of the command, which the message
   *     names; {@code request(command).toRun()} leaves it out
   */
  public static ContainerRun toRun(CreateContainerCmd command) {
    CreateRequest request = request(command);
    ContainerRun run = request.toRun();
    List<String> unread = request.unread();
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException(
          "a create command of "
              + run.image()
              + ": no option of docker run can say "
              + String.join(", ", unread)
              + "; unset it, or leave it out with DockerJava.request(command).toRun()");
    }
    return run;
  }

  /** The file of {@code --cidfile} has a place in the request, but a client writes it. */
  private static List<Option<?>> clientOptions(ContainerRun run) {
    return run.options().stream()
        .filter(it -> it.isClientSide() || it.equals(ContainerRun.CIDFILE))
        .toList();
  }
}
