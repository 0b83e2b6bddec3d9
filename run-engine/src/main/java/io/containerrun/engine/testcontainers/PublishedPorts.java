package io.containerrun.engine.testcontainers;

import io.containerrun.ContainerRun;
import io.containerrun.value.PortBinding;
import io.containerrun.value.Protocol;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ports of a container that its run publishes. */
final class PublishedPorts {

  private PublishedPorts() {}

  /** Those of TCP, in the order of the run: Testcontainers knows no others. */
  static List<Integer> tcp(ContainerRun run) {
    return run.get(ContainerRun.PUBLISH).stream()
        .flatMap(List::stream)
        .filter(it -> it.protocol() == Protocol.TCP)
        .map(PortBinding::containerPorts)
        .flatMapToInt(it -> IntStream.rangeClosed(it.first(), it.last()))
        .distinct()
        .boxed()
        .toList();
  }

  /** All of them with the ports of the host that the run asks for, in docker-java's form. */
  static List<String> bindings(ContainerRun run) {
    return mappings(run)
        .map(
            it ->
                (it.hostIp().isEmpty() ? "" : it.hostIp() + ":")
                    + (it.hostPort() + ":" + it.containerPort()))
        .toList();
  }

  /** The ports of the host that the run fixes. */
  static List<Integer> fixed(ContainerRun run) {
    return mappings(run)
        .map(PortBinding.Mapping::hostPort)
        .filter(it -> !it.isEmpty() && !it.contains("-"))
        .map(Integer::valueOf)
        .filter(it -> it > 0)
        .toList();
  }

  private static Stream<PortBinding.Mapping> mappings(ContainerRun run) {
    return run.get(ContainerRun.PUBLISH).stream()
        .flatMap(List::stream)
        .flatMap(it -> it.mappings().stream());
  }
}
