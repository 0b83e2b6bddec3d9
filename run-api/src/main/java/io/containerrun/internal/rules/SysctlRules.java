package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.IPC;
import static io.containerrun.ContainerRun.NETWORK;
import static io.containerrun.ContainerRun.SYSCTL;

import io.containerrun.ContainerRun;
import io.containerrun.value.IpcMode;
import io.containerrun.value.NetworkMode;
import io.containerrun.value.Sysctls;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules on kernel parameters. */
final class SysctlRules {

  private static final Pattern ENTRY =
      Pattern.compile("net\\.(ipv4|ipv6|mpls)\\.[^.=]+\\.(IFNAME|ifname)\\.[^=]+=.*");

  static final Rule SYSCTL_HOST_NETWORK =
      Rule.of("sysctl-host-network", NETWORK, SYSCTL)
          .constraint("R154", "R160")
          .brokenWhen(
              run ->
                  RunQueries.mode(run) instanceof NetworkMode.Host
                      && run.get(SYSCTL).orElse(Map.of()).keySet().stream()
                          .anyMatch(name -> name.startsWith("net.")))
          .problem("a parameter net.* would change the network of the host itself")
          .fix("drop the parameter and set it on the host, or use a network of its own")
          .rejects(
              "--network host --sysctl net.ipv4.ip_forward=1 alpine",
              "--privileged --network host --sysctl net.ipv4.ip_forward=1 alpine")
          .accepts(
              "--sysctl net.ipv4.ip_forward=1 alpine",
              "--network host --sysctl kernel.shmmax=1 alpine");

  static final Rule SYSCTL_HOST_IPC =
      Rule.of("sysctl-host-ipc", IPC, SYSCTL)
          .constraint("R152", "R160")
          .brokenWhen(
              run -> run.get(IPC).filter(IpcMode.Host.class::isInstance).isPresent() && hasIpc(run))
          .problem("the parameter belongs to the host's own namespace of messages and memory")
          .fix("drop the parameter and set it on the host, or use --ipc private or shareable")
          .rejects(
              "--ipc host --sysctl kernel.shmmax=1 alpine",
              "--ipc host --sysctl fs.mqueue.msg_max=10 alpine")
          .accepts(
              "--ipc private --sysctl kernel.shmmax=1 alpine",
              "--ipc host --sysctl net.ipv4.ip_forward=1 alpine");

  static final Rule SYSCTL_CONTAINER_IPC =
      Rule.of("sysctl-container-ipc", IPC, SYSCTL)
          .constraint("R153")
          .warning()
          .brokenWhen(
              run ->
                  run.get(IPC).filter(IpcMode.Container.class::isInstance).isPresent()
                      && hasIpc(run))
          .problem("the parameter changes the container whose namespace this one shares")
          .fix("set it on that container")
          .rejects("--ipc container:web --sysctl kernel.shmmax=1 alpine")
          .accepts("--ipc container:web alpine", "--sysctl kernel.shmmax=1 alpine");

  static final Rule SYSCTL_CONTAINER_NETWORK =
      Rule.of("sysctl-container-network", NETWORK, SYSCTL)
          .constraint("R155")
          .warning()
          .brokenWhen(
              run ->
                  RunQueries.sharesNetwork(run)
                      && RunQueries.names(run, SYSCTL).stream().anyMatch(Sysctls::isNetwork))
          .problem("the parameter changes the container whose network this one shares")
          .fix("set it on that container")
          .rejects("--network container:web --sysctl net.ipv4.ip_forward=1 alpine")
          .accepts("--network container:web --sysctl kernel.shmmax=1 alpine");

  static final Rule ENDPOINT_SYSCTLS =
      Rule.of("endpoint-sysctls", NETWORK)
          .constraint("R157", "R88")
          .brokenWhen(
              run ->
                  RunQueries.any(
                      run,
                      NETWORK,
                      it -> {
                        String all = it.driverOptions().get("com.docker.network.endpoint.sysctls");
                        return all != null
                            && !Stream.of(all.split(",", -1))
                                .allMatch(e -> ENTRY.matcher(e).matches());
                      }))
          .problem("parameters of an interface are net.<family>.<group>.IFNAME.<name>=<value>")
          .fix("write such as net.ipv4.conf.IFNAME.log_martians=1, with commas between")
          .rejects(
              "--network name=mine,driver-opt=com.docker.network.endpoint.sysctls=net.ipv4.ip_forward=1 alpine")
          .accepts(
              "--network name=mine,driver-opt=com.docker.network.endpoint.sysctls=net.ipv4.conf.IFNAME.log_martians=1 alpine");

  private SysctlRules() {}

  private static boolean hasIpc(ContainerRun run) {
    return RunQueries.names(run, SYSCTL).stream().anyMatch(Sysctls::isIpc);
  }
}
