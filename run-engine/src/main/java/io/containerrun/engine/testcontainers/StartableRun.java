package io.containerrun.engine.testcontainers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.containerrun.CheckReturnValue;
import io.containerrun.ContainerRun;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.Ready;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.containers.wait.strategy.WaitStrategyTarget;
import org.testcontainers.lifecycle.Startable;

/**
 * A run where Testcontainers expects a container: as a {@code Startable} it takes part in {@code
 * dependsOn}, {@code Startables.deepStart} and fields with {@code @Container}, and its wait
 * strategies apply to it.
 *
 * <pre>{@code
 * static final Network network = Network.newNetwork();
 *
 * @Container
 * static final StartableRun db =
 *     TestcontainersRuns.startable(ContainerRun.of("postgres:16").memory("512m").publish(5432))
 *         .network(network, "db")
 *         .ready(Ready.log("ready to accept connections").times(2));
 * }</pre>
 *
 * <p>This library creates, starts and removes the container; its handle is {@link #container()}.
 * {@link #stop()} removes it; so does the exit of the process and, after a kill, the next
 * connection. Ryuk has no part in it.
 *
 * <p>What it inherits and does not override uses the client of Testcontainers, which starts Ryuk
 * unless that is disabled: {@code execInContainer}, {@code copyFileToContainer}, {@code
 * copyFileFromContainer}, and the wait strategies for ports and log messages.
 *
 * <p>Immutable: each method that configures returns a changed copy, and only the object that is
 * started has a container. May be shared between threads.
 *
 * @since 0.1.0
 */
@CheckReturnValue
@SuppressWarnings("exports") // who has Testcontainers requires it
public final class StartableRun implements Startable, WaitStrategyTarget {

  private final RunSetup setup;

  /** Read by the threads of wait strategies while another one starts it. */
  private volatile Optional<StartedRun> started = Optional.empty();

  private StartableRun(RunSetup setup) {
    this.setup = setup;
  }

  static StartableRun of(ContainerRun run, Connection connection) {
    return new StartableRun(RunSetup.of(run.requireValid(), connection));
  }

  // Configuration.

  /**
   * Adds a wait strategy of Testcontainers. Strategies and conditions are awaited in their order.
   * Without any the run is ready when its health check passes, if it has one, otherwise when its
   * published TCP ports accept connections.
   */
  public StartableRun waitingFor(WaitStrategy strategy) {
    return new StartableRun(setup.condition(Objects.requireNonNull(strategy, "strategy")));
  }

  /** Adds a condition of this library, as {@link #waitingFor} does. It fails as soon as it can. */
  public StartableRun ready(Ready condition) {
    return waitingFor(ReadyStrategy.of(condition));
  }

  /**
   * Connects the container to a network of Testcontainers, which is created if it is not yet.
   *
   * @param aliases further names by which containers of the network reach this one
   */
  public StartableRun network(Network network, String... aliases) {
    Objects.requireNonNull(network, "network");
    return new StartableRun(setup.network(network, List.of(aliases)));
  }

  /** Starts the run after others, which are started as well. */
  public StartableRun dependsOn(Startable... others) {
    return new StartableRun(setup.after(List.of(others)));
  }

  /** What the container is started from, without the networks of Testcontainers. */
  public ContainerRun run() {
    return setup.run();
  }

  // Life.

  @Override
  public Set<Startable> getDependencies() {
    return setup.after();
  }

  /**
   * Starts what the run depends on, then the run, and waits until it is ready. Does nothing if it
   * is started.
   *
   * @throws io.containerrun.InvalidRunException if the run cannot work on the engine
   * @throws io.containerrun.engine.EngineException if the engine rejects it or fails, or if a
   *     condition of {@link #ready} is not met
   * @throws ContainerLaunchException if a wait strategy of Testcontainers fails, with the state and
   *     the last lines of the container; nothing is left of a container that is not ready
   */
  @Override
  public void start() {
    if (started.isEmpty()) {
      setup.startDependencies();
      startOnce();
    }
  }

  private synchronized void startOnce() {
    if (started.isPresent()) {
      return;
    }
    StartedRun now = StartedRun.of(setup);
    started = Optional.of(now); // strategies ask this object
    try {
      setup.conditions().forEach(this::await);
    } catch (Throwable failure) { // of any kind: strategies do not declare what they throw
      started = Optional.empty();
      now.closeAfter(failure);
      throw failure;
    }
  }

  private void await(WaitStrategy strategy) {
    try {
      strategy.waitUntilReady(this);
    } catch (RuntimeException failure) {
      if (strategy instanceof ReadyStrategy) {
        throw failure; // which says everything
      }
      throw LaunchFailure.of(setup, state().container(), failure);
    }
  }

  /** Kills the container and removes it with its anonymous volumes. A second call does nothing. */
  @Override
  public synchronized void stop() {
    Optional<StartedRun> last = started;
    started = Optional.empty();
    last.ifPresent(StartedRun::close);
  }

  /**
   * The container. It belongs to this object: it may be stopped or restarted, and need not be
   * removed.
   *
   * @throws IllegalStateException if the run is not started
   */
  public ContainerHandle container() {
    return state().container();
  }

  private StartedRun state() {
    return started.orElseThrow(
        () -> new IllegalStateException(this + " is not started: call start() first"));
  }

  // The container as Testcontainers sees it.

  /**
   * The id of the container.
   *
   * @throws IllegalStateException if the run is not started
   */
  @Override
  public String getContainerId() {
    return container().id();
  }

  /** What the engine reports about the container now. */
  @Override
  public InspectContainerResponse getContainerInfo() {
    return state().info();
  }

  /** What the engine reports about the container now. */
  @Override
  public InspectContainerResponse getCurrentContainerInfo() {
    return state().info();
  }

  /** The published TCP ports of the container, in the order of the run. */
  @Override
  public List<Integer> getExposedPorts() {
    return started.map(StartedRun::ports).orElseGet(() -> PublishedPorts.tcp(run()));
  }

  /**
   * The port of the host on which a TCP port of the container is published.
   *
   * @throws IllegalStateException if the run is not started
   * @throws IllegalArgumentException if the port is not published
   */
  @Override
  public Integer getMappedPort(int port) {
    return state().hostPort(port);
  }

  /** The published ports as the run asks for them, such as {@code 127.0.0.1:8080:80/tcp}. */
  @Override
  public List<String> getPortBindings() {
    return PublishedPorts.bindings(run());
  }

  /** The ports of the host that the run fixes. */
  @Override
  public List<Integer> getBoundPortNumbers() {
    return PublishedPorts.fixed(run());
  }

  /** The ports of the host on which the published TCP ports are. */
  @Override
  public Set<Integer> getLivenessCheckPortNumbers() {
    return getExposedPorts().stream().map(this::getMappedPort).collect(Collectors.toSet());
  }

  /** The host under which this process reaches the published ports. */
  @Override
  public String getHost() {
    return started.flatMap(StartedRun::host).orElseGet(WaitStrategyTarget.super::getHost);
  }

  @Override
  public boolean isRunning() {
    return started.map(it -> it.container().isRunning()).orElse(false);
  }

  /** Whether the container exists and has not ended. */
  @Override
  public boolean isCreated() {
    return started.map(StartedRun::isCreated).orElse(false);
  }

  /**
   * Whether the health check passes; false if the run is not started.
   *
   * @throws IllegalStateException if the container has no health check
   */
  @Override
  public boolean isHealthy() {
    return started.map(StartedRun::isHealthy).orElse(false);
  }

  /** The log so far, up to 8 MiB; empty if the run is not started. */
  @Override
  public String getLogs() {
    return getLogs(OutputType.STDOUT, OutputType.STDERR);
  }

  /**
   * The log so far, up to 8 MiB; empty if the run is not started.
   *
   * @param types the streams; none for both
   */
  @Override
  public String getLogs(OutputType... types) {
    return started.map(it -> it.logs(Set.of(types))).orElse("");
  }

  /** {@code run of postgres:16}, with the name if it has one. */
  @Override
  public String toString() {
    return setup.toString();
  }
}
