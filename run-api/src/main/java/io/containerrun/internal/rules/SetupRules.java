package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.CGROUP_PARENT;
import static io.containerrun.ContainerRun.LOG_DRIVER;
import static io.containerrun.ContainerRun.MOUNT;
import static io.containerrun.ContainerRun.NETWORK;
import static io.containerrun.ContainerRun.RUNTIME;
import static io.containerrun.ContainerRun.VOLUME_DRIVER;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.Fact;
import io.containerrun.Target;
import io.containerrun.value.Mount;
import io.containerrun.value.Network;
import io.containerrun.value.NetworkMode;
import java.util.Set;
import java.util.stream.Stream;

/** Rules on what is set up in an engine: drivers, runtimes, networks. */
final class SetupRules {

  private static final Target LINUX = Target.of("linux", new ApiVersion(1, 50));

  static final Rule LOG_DRIVER_MISSING =
      Rule.of("log-driver-missing", LOG_DRIVER)
          .constraint("R138")
          .brokenOn(
              LINUX.with(Fact.LOG_DRIVERS, Set.of("json-file", "local", "journald")),
              (run, target) ->
                  LoggingRules.isBuiltIn(driver(run)) && isUnlisted(target, driver(run)))
          .problem("this engine has no such log driver")
          .fix("choose one that it has, such as json-file")
          .rejects("--log-driver splunk alpine")
          .accepts("--log-driver local alpine", "--log-driver none alpine");

  static final Rule LOG_DRIVER_UNKNOWN =
      Rule.of("log-driver-unknown", LOG_DRIVER)
          .constraint("R138")
          .warning()
          .brokenOn(
              LINUX.with(Fact.LOG_DRIVERS, Set.of("json-file", "local", "journald")),
              (run, target) ->
                  !LoggingRules.isBuiltIn(driver(run)) && isUnlisted(target, driver(run)))
          .problem(
              run ->
                  RunQueries.withGuess(
                      "the engine lists no such log driver, and plugins only once they were used",
                      driver(run),
                      LoggingRules.builtIn()))
          .fix("check the name, and that the plugin is installed")
          .rejects("--log-driver jsonfile alpine", "--log-driver loki alpine")
          .accepts("--log-driver json-file alpine", "--log-driver '' alpine");

  static final Rule VOLUME_DRIVER_UNKNOWN =
      Rule.of("volume-driver-unknown", VOLUME_DRIVER, MOUNT)
          .constraint("R114")
          .warning()
          .brokenOn(
              LINUX.with(Fact.VOLUME_DRIVERS, Set.of("local")),
              (run, target) ->
                  volumeDrivers(run)
                      .anyMatch(it -> !it.isEmpty() && target.lacks(Fact.VOLUME_DRIVERS, it)))
          .problem("the engine lists no such volume driver, and plugins only once they were used")
          .fix("check the name, and that the plugin is installed")
          .rejects(
              "--volume-driver nfs -v data:/x alpine",
              "--mount type=volume,source=data,target=/x,volume-driver=nfs alpine")
          .accepts("--volume-driver local -v data:/x alpine");

  static final Rule NETWORK_MISSING =
      Rule.of("network-missing", NETWORK)
          .constraint("R89")
          .brokenOn(
              LINUX.with(Fact.NETWORKS, Set.of("bridge", "host", "none", "backend")),
              (run, target) -> RunQueries.any(run, NETWORK, it -> isMissing(it, target)))
          .problem("there is no such network")
          .fix("make it first, or name one that is there")
          .rejects("--network bakend alpine")
          .accepts("--network backend alpine", "--network host alpine", "--network 0a1b2c alpine");

  static final Rule CGROUP_PARENT_SLICE =
      Rule.of("cgroup-parent-slice", CGROUP_PARENT)
          .constraint("R141")
          .brokenOn(
              LINUX.with(Fact.CGROUP_DRIVER, "systemd"),
              (run, target) ->
                  target.get(Fact.CGROUP_DRIVER).filter("systemd"::equals).isPresent()
                      && run.get(CGROUP_PARENT)
                          .filter(it -> !it.isEmpty() && !it.matches(".+\\.slice"))
                          .isPresent())
          .problem("the engine has systemd make control groups, whose parents are slices")
          .fix("write a name that ends in .slice")
          .rejects("--cgroup-parent /team-a alpine", "--cgroup-parent .slice alpine")
          .accepts("--cgroup-parent team-a.slice alpine");

  static final Rule RUNTIME_MISSING =
      Rule.of("runtime-missing", RUNTIME)
          .constraint("R142")
          .brokenOn(
              LINUX.with(Fact.RUNTIMES, Set.of("io.containerd.runc.v2", "runc")),
              (run, target) ->
                  run.get(RUNTIME)
                      .filter(it -> !it.isEmpty() && !isShim(it))
                      .filter(it -> target.lacks(Fact.RUNTIMES, it))
                      .isPresent())
          .problem("this engine has no such runtime")
          .fix(
              "choose one that is set up in the engine, or name a shim such as io.containerd.runc.v2")
          .rejects("--runtime kata alpine")
          .accepts("--runtime runc alpine", "--runtime io.containerd.kata.v2 alpine");

  private SetupRules() {}

  private static String driver(ContainerRun run) {
    return run.get(LOG_DRIVER).orElse("");
  }

  /** Podman takes docker's usual name for its own driver. */
  private static boolean isUnlisted(Target target, String driver) {
    return !Set.of("", "none").contains(driver)
        && target.lacks(Fact.LOG_DRIVERS, driver)
        && !(driver.equals("json-file") && target.has(Fact.LOG_DRIVERS, "k8s-file"));
  }

  private static Stream<String> volumeDrivers(ContainerRun run) {
    return Stream.concat(
        run.get(VOLUME_DRIVER).stream(),
        run.all(MOUNT).stream()
            .flatMap(it -> it instanceof Mount.Volume own ? Stream.of(own.driver()) : Stream.of()));
  }

  /** What may be the beginning of an id is not known by its name. */
  private static boolean isMissing(Network network, Target target) {
    return network.mode() instanceof NetworkMode.Named named
        && !named.name().matches("[0-9a-f]+")
        && target.lacks(Fact.NETWORKS, named.name());
  }

  /** The engine starts any shim that is named in full, whether it was set up or not. */
  private static boolean isShim(String runtime) {
    return runtime.indexOf('.') > 0 && !runtime.contains("/");
  }
}
