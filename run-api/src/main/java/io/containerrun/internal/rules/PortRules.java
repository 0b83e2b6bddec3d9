package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.EXPOSE;
import static io.containerrun.ContainerRun.PUBLISH;
import static io.containerrun.ContainerRun.PUBLISH_ALL;

import io.containerrun.ContainerRun;
import io.containerrun.value.PortBinding;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Rules on published and exposed ports. */
final class PortRules {

  private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "sctp");

  private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::");

  static final Rule PORT_ZERO =
      Rule.of("port-zero", PUBLISH, EXPOSE)
          .constraint("R93")
          .brokenWhen(
              run ->
                  RunQueries.any(run, PUBLISH, it -> it.containerPorts().first() == 0)
                      || RunQueries.any(run, EXPOSE, it -> it.ports().first() == 0))
          .problem("nothing listens on port 0; engines from 29 on refuse it")
          .fix("use a port from 1 to 65535")
          .rejects("-p 80:0 alpine", "--expose 0 alpine")
          .accepts("-p 0:80 alpine", "--expose 80 alpine");

  static final Rule HOST_PORT_TWICE =
      Rule.of("host-port-twice", PUBLISH)
          .constraint("R94")
          .brokenWhen(PortRules::hasCollision)
          .problem("two ports of the container have the same port of the host; it would not start")
          .fix("give each its own port of the host, or its own address")
          .rejects("-p 80:8080 -p 80:9090 alpine", "-p 80:8080 -p 127.0.0.1:80:9090 alpine")
          .accepts(
              "-p 80:8080 -p 81:9090 alpine",
              "-p 80:8080/tcp -p 80:9090/udp alpine",
              "-p 127.0.0.1:80:8080 -p 127.0.0.2:80:9090 alpine");

  static final Rule EXPOSE_PROTOCOL =
      Rule.of("expose-protocol", EXPOSE)
          .constraint("R96")
          .warning()
          .brokenWhen(run -> !run.is(PUBLISH_ALL) && exposesUnknownProtocol(run))
          .problem("there is no such protocol, and the port is exposed to nothing")
          .fix("write tcp, udp or sctp")
          .rejects("--expose 80/http alpine")
          .accepts("--expose 80/udp alpine", "--expose 80 alpine");

  static final Rule PUBLISH_ALL_PROTOCOL =
      Rule.of("publish-all-protocol", PUBLISH_ALL, EXPOSE)
          .constraint("R96")
          .brokenWhen(run -> run.is(PUBLISH_ALL) && exposesUnknownProtocol(run))
          .problem("there is no such protocol, so that the port cannot be published")
          .fix("write tcp, udp or sctp")
          .rejects("-P --expose 80/http alpine")
          .accepts("-P --expose 80/udp alpine", "-P=false --expose 80 alpine");

  static final Rule PUBLISH_ALL_OF_IMAGE =
      Rule.of("publish-all-of-image", PUBLISH_ALL, EXPOSE)
          .constraint("R95")
          .info()
          .brokenWhen(run -> run.is(PUBLISH_ALL) && run.all(EXPOSE).isEmpty())
          .problem("only ports that the image exposes are published; an image may expose none")
          .fix("name the ports with --publish or --expose")
          .rejects("-P alpine")
          .accepts("-P --expose 80 alpine", "-p 80 alpine");

  private PortRules() {}

  private static boolean exposesUnknownProtocol(ContainerRun run) {
    return RunQueries.any(
        run, EXPOSE, it -> !PROTOCOLS.contains(it.protocol().toLowerCase(Locale.ROOT)));
  }

  private static boolean hasCollision(ContainerRun run) {
    Map<String, Map<String, String>> taken = new HashMap<>();
    for (PortBinding binding : new LinkedHashSet<>(run.all(PUBLISH))) {
      for (PortBinding.Mapping port : chosen(binding)) {
        String key = port.hostPort() + "/" + binding.protocol();
        if (collides(port, taken.computeIfAbsent(key, any -> new HashMap<>(2)))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The ports of a binding that have a certain port of the host. */
  static List<PortBinding.Mapping> chosen(PortBinding binding) {
    // A range is a choice of the engine, and so is no port at all.
    return binding.hostPorts().isEmpty()
        ? List.of()
        : binding.mappings().stream()
            .filter(it -> !it.hostPort().contains("-") && !it.hostPort().equals("0"))
            .toList();
  }

  /**
   * Whether another port of the container has this port of the host.
   *
   * @param taken the ports of the container by the address that they have this port of; it gets
   *     this one too
   */
  private static boolean collides(PortBinding.Mapping port, Map<String, String> taken) {
    String mine = port.hostIp();
    String before = taken.putIfAbsent(mine, port.containerPort());
    if (before != null) {
      return !before.equals(port.containerPort());
    }
    // Most addresses meet those that stand for all, and only these meet each of the others.
    Set<String> others = EVERYWHERE.contains(mine) ? taken.keySet() : EVERYWHERE;
    return others.stream()
        .filter(it -> covers(mine, it) || covers(it, mine))
        .anyMatch(it -> !taken.getOrDefault(it, port.containerPort()).equals(port.containerPort()));
  }

  /** Whether an address stands for all, those of the other's family too. */
  private static boolean covers(String wide, String address) {
    return EVERYWHERE.contains(wide)
        && (wide.isEmpty() || address.isEmpty() || wide.contains(":") == address.contains(":"));
  }
}
