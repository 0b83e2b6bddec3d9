package io.containerrun.engine.testcontainers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.containerrun.ContainerRun;
import io.containerrun.engine.ContainerNotFoundException;
import io.containerrun.engine.Engine;
import io.containerrun.engine.LogQuery;
import io.containerrun.engine.RunningContainer;
import io.containerrun.engine.info.ContainerStatus;
import io.containerrun.engine.info.HealthStatus;
import io.containerrun.engine.info.PublishedPort;
import io.containerrun.value.StandardStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.testcontainers.containers.output.OutputFrame.OutputType;

/** The container of a run, and what Testcontainers asks about it. */
record StartedRun(RunSetup setup, RunningContainer container) {

  static StartedRun of(RunSetup setup) {
    Engine engine = setup.connection().acquire();
    try {
      return new StartedRun(setup, engine.start(setup.runOnNetworks()));
    } catch (RuntimeException failure) {
      setup.connection().release();
      throw failure;
    }
  }

  void close() {
    try {
      container.close();
    } finally {
      setup.connection().release();
    }
  }

  /** Removes the container after a failure, to which a failure of that is added. */
  void closeAfter(Throwable failure) {
    try {
      close();
    } catch (RuntimeException left) {
      failure.addSuppressed(left);
    }
  }

  InspectContainerResponse info() {
    return InspectModel.read(container.inspectJson());
  }

  /** The ports of the run, and those of its image if it publishes all. */
  List<Integer> ports() {
    Set<Integer> ports = new LinkedHashSet<>(PublishedPorts.tcp(setup.run()));
    if (setup.run().is(ContainerRun.PUBLISH_ALL)) {
      container.inspect().ports().stream()
          .filter(it -> it.protocol().equals("tcp"))
          .map(PublishedPort::port)
          .forEach(ports::add);
    }
    return List.copyOf(ports);
  }

  int hostPort(int port) {
    List<Integer> ports = ports();
    if (!ports.contains(port)) {
      throw new IllegalArgumentException(
          "port " + port + " of the " + setup + " is not published, " + ports + " are: publish it");
    }
    return container.port(port);
  }

  /** The host of the published ports; empty if there are none. */
  Optional<String> host() {
    return ports().stream()
        .findFirst()
        .map(it -> container.address(it).getHostString())
        .map(it -> it.contains(":") ? "[" + it + "]" : it);
  }

  boolean isCreated() {
    try {
      ContainerStatus status = container.inspect().state().status();
      return !status.hasEnded();
    } catch (ContainerNotFoundException removed) {
      return false;
    }
  }

  boolean isHealthy() {
    try {
      HealthStatus health = container.inspect().state().health().status();
      if (health == HealthStatus.NONE) {
        throw new IllegalStateException(
            "the " + setup + " has no health check: set one with health, or wait otherwise");
      }
      return health == HealthStatus.HEALTHY;
    } catch (ContainerNotFoundException removed) {
      return false;
    }
  }

  String logs(Set<OutputType> types) {
    boolean out = types.isEmpty() || types.contains(OutputType.STDOUT);
    boolean err = types.isEmpty() || types.contains(OutputType.STDERR);
    if (!out && !err) {
      return "";
    }
    LogQuery all = LogQuery.standard();
    return container.logs(
        out && err ? all : all.only(out ? StandardStream.STDOUT : StandardStream.STDERR));
  }
}
