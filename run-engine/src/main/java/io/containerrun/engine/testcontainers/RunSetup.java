package io.containerrun.engine.testcontainers;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.Ready;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.lifecycle.Startable;
import org.testcontainers.lifecycle.Startables;

/**
 * What a run is started with.
 *
 * @param waits the conditions that were set
 */
record RunSetup(
    ContainerRun run,
    Connection connection,
    List<WaitStrategy> waits,
    List<OnNetwork> networks,
    Set<Startable> after) {

  /** A network of Testcontainers; its id is asked for at the start. */
  record OnNetwork(Network network, List<String> aliases) {}

  static RunSetup of(ContainerRun run, Connection connection) {
    return new RunSetup(run, connection, List.of(), List.of(), Set.of());
  }

  RunSetup condition(WaitStrategy strategy) {
    return new RunSetup(run, connection, plus(waits, strategy), networks, after);
  }

  RunSetup network(Network network, List<String> aliases) {
    List<OnNetwork> all = plus(networks, new OnNetwork(network, aliases));
    return new RunSetup(run, connection, waits, all, after);
  }

  RunSetup after(List<Startable> others) {
    Set<Startable> all = new LinkedHashSet<>(after);
    all.addAll(others);
    return new RunSetup(run, connection, waits, networks, all);
  }

  /** When the run is ready. */
  List<WaitStrategy> conditions() {
    if (!waits.isEmpty()) {
      return waits;
    }
    Stream<Ready> usual =
        run.get(ContainerRun.HEALTH_CMD).isPresent()
            ? Stream.of(Ready.healthy())
            : PublishedPorts.tcp(run).stream().map(Ready::port);
    return usual.map(ReadyStrategy::of).toList();
  }

  /** The run on its networks. */
  ContainerRun runOnNetworks() {
    ContainerRun whole = run;
    for (OnNetwork on : networks) {
      whole = whole.network(EngineNetwork.endpoint(on.network(), on.aliases()));
    }
    return whole;
  }

  void startDependencies() {
    try {
      Startables.deepStart(after).get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new ContainerRunException(this + " is not started: " + failure.getMessage(), failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ContainerRunException(this + " is not started: interrupted", stopped);
    }
  }

  private static <T> List<T> plus(List<T> some, T more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  @Override
  public String toString() {
    String image = run.image().toString();
    return "run of "
        + run.get(ContainerRun.NAME).map(name -> image + " (" + name + ")").orElse(image);
  }
}
