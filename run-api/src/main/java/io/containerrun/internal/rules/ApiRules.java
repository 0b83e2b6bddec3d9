package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.ADD_HOST;
import static io.containerrun.ContainerRun.EXPOSE;
import static io.containerrun.ContainerRun.KERNEL_MEMORY;
import static io.containerrun.ContainerRun.MAC_ADDRESS;
import static io.containerrun.ContainerRun.MOUNT;
import static io.containerrun.ContainerRun.NETWORK;
import static io.containerrun.ContainerRun.PUBLISH;
import static io.containerrun.ContainerRun.SYSCTL;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.Target;
import io.containerrun.value.HostEntry;
import io.containerrun.value.Mount;
import io.containerrun.value.NetworkMode;
import io.containerrun.value.Protocol;
import io.containerrun.value.Size;
import java.util.regex.Pattern;

/** Rules on what engines of some versions of the API do not have, or no longer have. */
final class ApiRules {

  private static final Pattern INTERFACE =
      Pattern.compile("net\\.[^.]+\\.[^.]+\\.(eth[0-9]+)\\..+");

  static final Rule NETWORKS_API =
      Rule.of("networks-api", NETWORK)
          .constraint("R83")
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 43)),
              (run, target) -> isBefore(target, 44) && run.all(NETWORK).size() > 1)
          .problem("several networks at once need API 1.44")
          .fix("connect the container to the others after it is made")
          .rejects("--network a --network b alpine")
          .accepts("--network a alpine");

  static final Rule GATEWAY_PRIORITY_API =
      Rule.of("gateway-priority-api", NETWORK)
          .constraint("R84")
          .dropped()
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 47)),
              (run, target) ->
                  isBefore(target, 48)
                      && RunQueries.any(run, NETWORK, it -> it.gatewayPriority() != 0))
          .problem("the engine drops gw-priority before API 1.48")
          .fix("use a newer engine, or drop it")
          .rejects("--network name=a,gw-priority=1 alpine")
          .accepts("--network a alpine");

  static final Rule MAC_ADDRESS_MODE =
      Rule.of("mac-address-mode", NETWORK, MAC_ADDRESS)
          .constraint("R68")
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 43)),
              (run, target) ->
                  isBefore(target, 44) && RunQueries.hasMacAddress(run) && hasNoEndpoint(run))
          .problem("a container without a network of its own has no address")
          .fix("drop --mac-address")
          .rejects("--network host --mac-address 02:42:ac:11:00:02 alpine")
          .accepts("--mac-address 02:42:ac:11:00:02 alpine");

  static final Rule MAC_ADDRESS_UNUSED =
      Rule.of("mac-address-unused", NETWORK, MAC_ADDRESS)
          .constraint("R68")
          .warning()
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 44)),
              (run, target) ->
                  !isBefore(target, 44) && RunQueries.hasMacAddress(run) && hasNoEndpoint(run))
          .problem("a container without a network of its own has no address")
          .fix("drop --mac-address")
          .rejects("--network none --mac-address 02:42:ac:11:00:02 alpine")
          .accepts("--mac-address 02:42:ac:11:00:02 alpine");

  static final Rule SCTP_API =
      Rule.of("sctp-api", PUBLISH, EXPOSE)
          .constraint("R92")
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 36)),
              (run, target) ->
                  isBefore(target, 37)
                      && (RunQueries.any(run, PUBLISH, it -> it.protocol() == Protocol.SCTP)
                          || RunQueries.any(
                              run, EXPOSE, it -> it.protocol().equalsIgnoreCase("sctp"))))
          .problem("the engine knows sctp from API 1.37 on")
          .fix("use a newer engine")
          .rejects("-p 80:80/sctp alpine")
          .accepts("-p 80:80/udp alpine");

  static final Rule HOST_GATEWAY_API =
      Rule.of("host-gateway-api", ADD_HOST)
          .constraint("R91")
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 40)),
              (run, target) ->
                  isBefore(target, 41) && RunQueries.any(run, ADD_HOST, HostEntry::isHostGateway))
          .problem("engines know host-gateway from API 1.41 on")
          .fix("write the address")
          .rejects("--add-host db:host-gateway alpine")
          .accepts("--add-host db:10.0.0.5 alpine");

  static final Rule IMAGE_MOUNT_API =
      Rule.of("image-mount-api", MOUNT)
          .constraint("R105", "R110")
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 47)),
              (run, target) ->
                  isBefore(target, 48) && RunQueries.any(run, MOUNT, Mount.Image.class::isInstance))
          .problem("images can be mounted from API 1.48 on")
          .fix("use a newer engine, or a volume")
          .rejects("--mount type=image,source=alpine,target=/x alpine")
          .accepts("--mount type=volume,source=data,target=/x alpine");

  static final Rule SUBPATH_API =
      Rule.of("subpath-api", MOUNT)
          .constraint("R110")
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 44)),
              (run, target) ->
                  isBefore(target, 45)
                      && RunQueries.any(
                          run,
                          MOUNT,
                          it -> it instanceof Mount.Volume volume && !volume.subpath().isEmpty()))
          .problem("volume-subpath needs API 1.45")
          .fix("use a newer engine, or mount the whole volume")
          .rejects("--mount type=volume,source=data,target=/x,volume-subpath=y alpine")
          .accepts("--mount type=volume,source=data,target=/x alpine");

  static final Rule KERNEL_MEMORY_DROPPED =
      Rule.of("kernel-memory-dropped", KERNEL_MEMORY)
          .constraint("R38")
          .dropped()
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 42)),
              (run, target) -> !isBefore(target, 42) && run.get(KERNEL_MEMORY).isPresent())
          .problem("engines drop it from API 1.42 on")
          .fix("drop it, and limit --memory")
          .rejects("--kernel-memory 64m alpine")
          .accepts("-m 64m alpine");

  static final Rule KERNEL_MEMORY_MINIMUM =
      Rule.of("kernel-memory-minimum", KERNEL_MEMORY)
          .constraint("R38")
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 41)),
              (run, target) ->
                  isBefore(target, 42)
                      && run.get(KERNEL_MEMORY)
                          .filter(
                              it -> it.bytes() > 0 && it.compareTo(leastKernelMemory(target)) < 0)
                          .isPresent())
          .problem("below the engine's minimum of 6m, or of 4m before API 1.41")
          .fix("use at least 6m, or drop the limit")
          .rejects("--kernel-memory 5m alpine")
          .accepts("--kernel-memory 6m alpine");

  static final Rule SYSCTL_INTERFACE =
      Rule.of("sysctl-interface", SYSCTL)
          .constraint("R156", "R88")
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 48)),
              (run, target) ->
                  (RunQueries.mode(run).isUserDefined()
                          || RunQueries.mode(run) instanceof NetworkMode.Bridge
                          || RunQueries.mode(run) instanceof NetworkMode.Default)
                      && RunQueries.names(run, SYSCTL).stream()
                          .map(INTERFACE::matcher)
                          .anyMatch(
                              it ->
                                  it.matches()
                                      && !(isBefore(target, 48) && it.group(1).equals("eth0"))))
          .problem(
              "a parameter of an interface belongs to its network; before API 1.48 that of eth0 is moved there")
          .fix("set it with driver-opt=com.docker.network.endpoint.sysctls= of the network")
          .rejects("--sysctl net.ipv4.conf.eth0.log_martians=1 alpine")
          .accepts("--sysctl net.ipv4.conf.all.log_martians=1 alpine");

  static final Rule ENDPOINT_SYSCTLS_API =
      Rule.of("endpoint-sysctls-api", NETWORK)
          .constraint("R157")
          .dropped()
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 45)),
              (run, target) ->
                  isBefore(target, 46)
                      && RunQueries.any(
                          run,
                          NETWORK,
                          it ->
                              it.driverOptions()
                                  .containsKey("com.docker.network.endpoint.sysctls")))
          .problem("the engine ignores parameters of a network before API 1.46")
          .fix("use a newer engine")
          .rejects(
              "--network name=mine,driver-opt=com.docker.network.endpoint.sysctls=net.ipv4.conf.IFNAME.log_martians=1 alpine")
          .accepts("--network mine alpine");

  private ApiRules() {}

  static boolean isBefore(Target target, int minor) {
    return !target.api().isAtLeast(new ApiVersion(1, minor));
  }

  private static Size leastKernelMemory(Target target) {
    return Size.mebibytes(isBefore(target, 41) ? 4 : 6);
  }

  private static boolean hasNoEndpoint(ContainerRun run) {
    return RunQueries.hasHostNetwork(run)
        || RunQueries.sharesNetwork(run)
        || RunQueries.mode(run) instanceof NetworkMode.None;
  }
}
