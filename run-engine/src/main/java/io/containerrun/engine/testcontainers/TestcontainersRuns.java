package io.containerrun.engine.testcontainers;

import com.github.dockerjava.api.command.CreateContainerCmd;
import io.containerrun.ContainerRun;
import io.containerrun.InvalidRunException;
import io.containerrun.engine.CreatedNetwork;
import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineOptions;
import io.containerrun.engine.NetworkSpec;
import io.containerrun.engine.Ready;
import io.containerrun.engine.internal.util.OptionalDependency;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.WaitStrategy;

/**
 * Runs together with Testcontainers, both ways.
 *
 * <pre>{@code
 * // A container of Testcontainers, with any option of docker run:
 * PostgreSQLContainer db =
 *     TestcontainersRuns.configure(
 *         new PostgreSQLContainer("postgres:16"), run -> run.memory("512m").tmpfs("/var/lib"));
 *
 * // A run of this library where Testcontainers expects a container:
 * StartableRun web =
 *     TestcontainersRuns.startable(ContainerRun.of("nginx:1.27").publish(80))
 *         .waitingFor(Wait.forHttp("/"))
 *         .dependsOn(db);
 * }</pre>
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // who has Testcontainers requires it
public final class TestcontainersRuns {

  static {
    OptionalDependency.require(
        "TestcontainersRuns",
        "org.testcontainers.containers.GenericContainer",
        "org.testcontainers:testcontainers",
        "1.21");
  }

  // Without Testcontainers this class is verified before it can say so: its methods return what
  // others return as the same type, which loads nothing.
  private TestcontainersRuns() {}

  /**
   * A container of Testcontainers, made of a run: {@link #apply} on a new one. Testcontainers
   * creates, starts and removes it.
   *
   * @throws InvalidRunException if the run cannot work
   */
  public static GenericContainer<?> container(ContainerRun run) {
    RunModifier.requireUsable(run);
    GenericContainer<?> container = new GenericContainer<>(run.image().text());
    return apply(run, container);
  }

  /**
   * Applies a whole run to a container of Testcontainers, of any module: image, command and every
   * option. What the run does not set stays as the container has it; where both set a value, the
   * run decides, and lists such as environment and mounts are joined.
   *
   * <p>The published TCP ports of the run become exposed ports, so that Testcontainers waits for
   * them and {@code getFirstMappedPort()} knows them. {@code --pull always} and {@code --pull
   * never} become its pull policy. {@code --detach}, {@code --quiet}, {@code --sig-proxy} and
   * {@code --detach-keys} are without meaning, because nobody is attached to such a container.
   *
   * <p>The run is checked at once, and again on the engine when the container is created: {@code
   * start()} then fails with an {@link InvalidRunException} as the cause. Versions of
   * Testcontainers call an engine with an API version that is older than the engine; what that
   * version does not know is a violation, because the engine would ignore it.
   *
   * @param container not started; set a pull policy of your own afterwards
   * @return the same container
   * @throws InvalidRunException if the run cannot work, or if it has a {@code --cidfile}, which
   *     Testcontainers does not write; the container is unchanged
   */
  public static <C extends GenericContainer<?>> C apply(ContainerRun run, C container) {
    RunModifier modifier = RunModifier.of(run);
    container.setDockerImageName(run.image().text());
    modifier.prepare(container);
    return container;
  }

  /**
   * Sets options of a container of Testcontainers, of any module, as {@link #apply} does. The
   * container keeps its image.
   *
   * @param container not started
   * @param change sets the options, and the command if it is to change
   * @return the same container
   * @throws InvalidRunException as there; the container is unchanged
   */
  public static <C extends GenericContainer<?>> C configure(
      C container, UnaryOperator<ContainerRun> change) {
    Objects.requireNonNull(container, "container");
    RunModifier.of(change.apply(RunModifier.NO_IMAGE)).prepare(container);
    return container;
  }

  /**
   * The options and the command of a run as a modifier of create commands, for {@code
   * withCreateContainerCmdModifier}. The image stays that of the command. Unlike {@link #apply} it
   * cannot tell a container about ports and the pull policy.
   *
   * @throws InvalidRunException as there
   */
  public static Consumer<CreateContainerCmd> modifier(ContainerRun run) {
    return RunModifier.of(run);
  }

  /**
   * A run as a container for Testcontainers, on the engine that Testcontainers uses. Runs and
   * networks that are made here share one connection, which is open while one of them is in use.
   *
   * @throws InvalidRunException if the run cannot work
   */
  public static StartableRun startable(ContainerRun run) {
    return StartableRun.of(run, Connection.SHARED);
  }

  /**
   * A run as a container for Testcontainers.
   *
   * @param engine connected to the engine that Testcontainers uses, such as with {@link
   *     #engineOptions()}; open for as long as the run is in use
   * @throws InvalidRunException if the run cannot work
   */
  public static StartableRun startable(Engine engine, ContainerRun run) {
    return StartableRun.of(run, Connection.to(engine));
  }

  /**
   * A network for containers of Testcontainers. It is created when it is first used, and removed by
   * {@code close()}; after the process as well, as the networks of Testcontainers and of this
   * library are.
   *
   * @param spec {@link NetworkSpec#standard()} for a unique name
   */
  public static Network network(NetworkSpec spec) {
    return EngineNetwork.of(spec);
  }

  /**
   * A network that exists, for containers of Testcontainers. Its {@code close()} is that of the
   * handle.
   */
  public static Network network(CreatedNetwork network) {
    return EngineNetwork.of(network);
  }

  /**
   * A connection of a run to a network of Testcontainers, which is created if it is not yet.
   *
   * <pre>{@code
   * engine.start(db.network(TestcontainersRuns.endpoint(network, "db")));
   * }</pre>
   *
   * @param network such as {@code Network.newNetwork()}
   * @param aliases further names by which containers of the network reach that of the run
   */
  public static io.containerrun.value.Network endpoint(Network network, String... aliases) {
    return EngineNetwork.endpoint(network, List.of(aliases));
  }

  /**
   * A condition of this library as a wait strategy, for containers of both kinds. A wait that fails
   * throws a {@link io.containerrun.engine.NotReadyException} with the last lines, and it fails at
   * once if the container exits.
   */
  public static WaitStrategy waitStrategy(Ready condition) {
    return ReadyStrategy.of(condition);
  }

  /**
   * Options for the engine that Testcontainers has found, with its TLS context. {@code
   * TESTCONTAINERS_HOST_OVERRIDE} is the host of published ports. Starts nothing, Ryuk neither.
   *
   * @throws IllegalStateException if Testcontainers finds no engine
   * @throws IllegalArgumentException if the address is none that {@link EngineOptions#host} takes
   */
  public static EngineOptions engineOptions() {
    return Connection.options();
  }
}
