package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.CPUS;
import static io.containerrun.ContainerRun.CPU_COUNT;
import static io.containerrun.ContainerRun.CPU_PERCENT;
import static io.containerrun.ContainerRun.CPU_SHARES;
import static io.containerrun.ContainerRun.ISOLATION;
import static io.containerrun.ContainerRun.MOUNT;
import static io.containerrun.ContainerRun.NETWORK;
import static io.containerrun.ContainerRun.SECURITY_OPT;
import static io.containerrun.ContainerRun.VOLUME;
import static io.containerrun.ContainerRun.WORKDIR;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.Fact;
import io.containerrun.Target;
import io.containerrun.value.Isolation;
import java.util.Locale;
import java.util.stream.Stream;

/** Rules on what the operating system of an engine does not have. */
final class SystemRules {

  private static final Target LINUX = Target.of("linux", new ApiVersion(1, 50));

  /** What the engine of Docker Desktop says that it runs on. */
  private static final String DESKTOP = "Docker Desktop";

  private record Mounted(String source, String target) {}

  private static final Target WINDOWS = Target.of("windows", new ApiVersion(1, 50));

  static final Rule ISOLATION_SYSTEM =
      Rule.of("isolation-system", ISOLATION)
          .constraint("R143")
          .brokenOn(
              LINUX,
              (run, target) ->
                  target.isLinux()
                      && run.get(ISOLATION)
                          .filter(it -> it.isKnown() && !it.isDefault())
                          .isPresent())
          .problem("engines on Linux know the isolation default only")
          .fix("drop --isolation, or use an engine on Windows")
          .rejects("--isolation hyperv alpine")
          .accepts("--isolation default alpine");

  static final Rule WINDOWS_PATH =
      Rule.of("windows-path", VOLUME, MOUNT)
          .constraint("R100", "R102", "R106")
          .brokenOn(
              LINUX,
              (run, target) ->
                  target.isLinux()
                      && mounts(run).map(Mounted::target).anyMatch(RunQueries::isWindowsPath))
          .problem("the place in the container is a path of Windows, and the engine runs on Linux")
          .fix("begin it with /")
          .rejects("-v 'C:\\a:C:\\b' alpine", "--mount 'type=bind,src=/a,dst=C:\\b' alpine")
          .accepts("-v /a:/b alpine");

  static final Rule WINDOWS_SOURCE =
      Rule.of("windows-source", VOLUME, MOUNT)
          .constraint("R102")
          .warning()
          .brokenOn(
              LINUX,
              (run, target) ->
                  target.isLinux() && mounts(run).anyMatch(SystemRules::hasWindowsSource))
          .exceptOn(Fact.OPERATING_SYSTEM, DESKTOP::equals)
          .problem(
              "the source is a path of Windows; of engines on Linux, Docker Desktop's alone is known to take it")
          .fix("write a path of the engine's host, such as /srv/data")
          .rejects(
              "-v 'C:\\data:/data' alpine",
              "-v C:/data:/data:ro alpine",
              "--mount 'type=bind,src=C:\\a,dst=/b' alpine")
          .accepts("-v /a:/b alpine");

  static final Rule WORKDIR_SYSTEM =
      Rule.of("workdir-system", WORKDIR)
          .constraint("R22")
          .brokenOn(
              LINUX,
              (run, target) ->
                  target.isLinux()
                      && run.get(WORKDIR).filter(RunQueries::isWindowsPath).isPresent())
          .problem("this is a path of Windows, and the engine runs on Linux")
          .fix("begin it with /")
          .rejects("-w 'C:\\app' alpine")
          .accepts("-w /app alpine");

  static final Rule MOUNT_TYPE_SYSTEM =
      Rule.of("mount-type-system", MOUNT)
          .constraint("R105")
          .brokenOn(
              LINUX,
              (run, target) ->
                  target.isLinux() && RunQueries.any(run, MOUNT, it -> it.type().equals("npipe")))
          .problem("named pipes are for engines on Windows")
          .fix("use a bind, or an engine on Windows")
          .rejects("--mount type=npipe,source=/a,target=/b alpine")
          .accepts("--mount type=bind,source=/a,target=/b alpine");

  static final Rule CREDENTIAL_SPEC_SYSTEM =
      Rule.of("credential-spec-system", SECURITY_OPT)
          .constraint("R127")
          .brokenOn(
              LINUX,
              (run, target) ->
                  target.isLinux()
                      && RunQueries.any(run, SECURITY_OPT, it -> it.key().equals("credentialspec")))
          .problem("credential specs are for engines on Windows")
          .fix("drop it, or use an engine on Windows")
          .rejects("--security-opt credentialspec=file://x.json alpine")
          .accepts("--security-opt apparmor=unconfined alpine");

  static final Rule HOST_NETWORK_SYSTEM =
      Rule.of("host-network-system", NETWORK)
          .constraint("R75")
          .brokenOn(WINDOWS, (run, target) -> target.isWindows() && RunQueries.hasHostNetwork(run))
          .problem("engines on Windows have no network of the host")
          .fix("use nat, or a network of your own")
          .rejects("--network host alpine")
          .accepts("--network nat alpine");

  static final Rule HYPERV_SHARED_NETWORK =
      Rule.of("hyperv-shared-network", NETWORK, ISOLATION)
          .constraint("R75")
          .brokenOn(
              WINDOWS.with(Fact.DEFAULT_ISOLATION, "hyperv"),
              (run, target) ->
                  target.isWindows()
                      && RunQueries.sharesNetwork(run)
                      && isolation(run, target).equals("hyperv"))
          .problem("a container in a virtual machine of its own shares no network")
          .fix("use --isolation process")
          .rejects("--network container:web alpine")
          .accepts("--isolation process --network container:web alpine");

  static final Rule CPUS_OR_SHARES =
      Rule.of("cpus-or-shares", CPUS, CPU_SHARES)
          .constraint("R51")
          .brokenOn(
              WINDOWS,
              (run, target) ->
                  target.isWindows()
                      && run.get(CPUS).filter(it -> it.nano() > 0).isPresent()
                      && RunQueries.isPositive(run, CPU_SHARES))
          .problem("on Windows --cpus and --cpu-shares exclude each other")
          .fix("use one of the two")
          .rejects("--cpus 1 --cpu-shares 512 alpine")
          .accepts("--cpus 1 alpine");

  static final Rule CPU_SHARES_SYSTEM =
      Rule.of("cpu-shares-system", CPU_SHARES)
          .constraint("R47")
          .brokenOn(
              WINDOWS,
              (run, target) ->
                  target.isWindows() && run.get(CPU_SHARES).filter(it -> it > 10_000).isPresent())
          .problem("engines on Windows know the weights 1 to 10000")
          .fix("use 1 to 10000, or 0 for the default")
          .rejects("--cpu-shares 20000 alpine")
          .accepts("--cpu-shares 10000 alpine");

  static final Rule CPU_LIMITS_RANKED =
      Rule.of("cpu-limits-ranked", CPU_COUNT, CPU_SHARES, CPU_PERCENT)
          .constraint("R52")
          .warning()
          .brokenOn(
              WINDOWS.with(Fact.DEFAULT_ISOLATION, "process"),
              (run, target) ->
                  target.isWindows()
                      && isolation(run, target).equals("process")
                      && Stream.of(CPU_COUNT, CPU_SHARES, CPU_PERCENT)
                              .filter(it -> RunQueries.isPositive(run, it))
                              .count()
                          > 1)
          .problem(
              "with process isolation a count beats shares, and shares beat a percentage; the rest is dropped")
          .fix("keep one of them")
          .rejects("--cpu-count 2 --cpu-percent 50 alpine")
          .accepts(
              "--isolation process --cpu-count 2 alpine",
              "--isolation hyperv --cpu-count 2 --cpu-percent 50 alpine");

  private SystemRules() {}

  /** The isolation of the run, else the one that the engine is known to take. */
  private static String isolation(ContainerRun run, Target target) {
    return run.get(ISOLATION)
        .filter(it -> !it.isDefault())
        .map(Isolation::text)
        .or(() -> target.get(Fact.DEFAULT_ISOLATION))
        .orElse("")
        .toLowerCase(Locale.ROOT);
  }

  /** What is mounted from where to where, but for pipes. */
  private static Stream<Mounted> mounts(ContainerRun run) {
    return Stream.concat(
        run.all(VOLUME).stream().map(it -> new Mounted(it.source(), it.destination())),
        RunQueries.those(run, MOUNT, it -> !it.type().equals("npipe"))
            .map(it -> new Mounted(it.source(), it.target())));
  }

  private static boolean hasWindowsSource(Mounted mount) {
    return RunQueries.isWindowsPath(mount.source()) && !RunQueries.isWindowsPath(mount.target());
  }
}
