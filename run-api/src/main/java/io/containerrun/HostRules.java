package io.containerrun;

import static io.containerrun.ContainerRun.CGROUP_PARENT;
import static io.containerrun.ContainerRun.DEVICE;
import static io.containerrun.ContainerRun.LOG_DRIVER;
import static io.containerrun.ContainerRun.MOUNT;
import static io.containerrun.ContainerRun.NETWORK;
import static io.containerrun.ContainerRun.PID;
import static io.containerrun.ContainerRun.PRIVILEGED;
import static io.containerrun.ContainerRun.PUBLISH;
import static io.containerrun.ContainerRun.PUBLISH_ALL;
import static io.containerrun.ContainerRun.RUNTIME;
import static io.containerrun.ContainerRun.SECURITY_OPT;
import static io.containerrun.ContainerRun.STORAGE_OPT;
import static io.containerrun.ContainerRun.USERNS;
import static io.containerrun.ContainerRun.VOLUME;
import static io.containerrun.ContainerRun.VOLUME_DRIVER;

import io.containerrun.value.Device;
import io.containerrun.value.Mount;
import io.containerrun.value.Network;
import io.containerrun.value.NetworkMode;
import io.containerrun.value.PidMode;
import io.containerrun.value.PortBinding;
import io.containerrun.value.SecurityOption;
import io.containerrun.value.UsernsMode;
import java.util.Set;
import java.util.stream.Stream;

/** Rules on how an engine and its host are set up. */
final class HostRules {

  private static final Target LINUX = Target.of("linux", new ApiVersion(1, 50));

  private static final int FIRST_FREE_PORT = 1_024;

  static final Rule USERNS_REMAPPED =
      Rule.of("userns-remapped", USERNS, PRIVILEGED, NETWORK, PID)
          .constraint("R76", "R124")
          .brokenOn(
              LINUX.with(Fact.SECURITY, Set.of("seccomp", "userns")),
              (run, target) ->
                  target.has(Fact.SECURITY, "userns")
                      && run.get(USERNS).filter(UsernsMode.HOST::equals).isEmpty()
                      && (run.is(PRIVILEGED)
                          || Ask.hasHostNetwork(run)
                          || run.get(PID).filter(PidMode.host()::equals).isPresent()))
          .problem("the engine maps users, and what is the host's own needs the host's users")
          .fix("add --userns host")
          .rejects("--privileged alpine", "--network host alpine", "--pid host alpine")
          .accepts("--privileged --userns host alpine", "--network mine alpine");

  static final Rule FORWARDING_OFF =
      Rule.of("forwarding-off", PUBLISH, PUBLISH_ALL)
          .constraint("R97")
          .warning()
          .brokenOn(
              LINUX.with(Fact.IPV4_FORWARDING, false),
              (run, target) ->
                  target.isLinux()
                      && target.lacks(Fact.IPV4_FORWARDING)
                      && (!run.all(PUBLISH).isEmpty() || run.is(PUBLISH_ALL)))
          .problem("the engine's host passes no IPv4 packets on, so that no port is reached")
          .fix("set net.ipv4.ip_forward=1 on the host")
          .rejects("-p 8080:80 alpine", "-P alpine")
          .accepts("-P=false alpine");

  static final Rule ROOTLESS_PORT =
      Rule.of("rootless-port", PUBLISH)
          .constraint("R98")
          .warning()
          .brokenOn(
              LINUX.with(Fact.SECURITY, Set.of("rootless")),
              (run, target) ->
                  target.has(Fact.SECURITY, "rootless")
                      && Ask.any(run, PUBLISH, HostRules::takesPrivilegedPort))
          .problem("an engine without root's rights cannot take ports of the host below 1024")
          .fix("use 1024 or more, or lower net.ipv4.ip_unprivileged_port_start on the host")
          .rejects("-p 80:80 alpine", "-p 127.0.0.1:443:8443 alpine")
          .accepts("-p 8080:80 alpine", "-p 80 alpine");

  static final Rule RELABEL_WITHOUT_SELINUX =
      Rule.of("relabel-without-selinux", VOLUME)
          .constraint("R111")
          .warning()
          .brokenOn(
              LINUX.with(Fact.SECURITY, Set.of("seccomp")),
              (run, target) ->
                  target.lacks(Fact.SECURITY, "selinux")
                      && Ask.any(run, VOLUME, VolumeRules::isRelabelled))
          .problem("z and Z only mean something with SELinux, which the engine does not use")
          .fix("drop them")
          .rejects("-v /srv:/x:Z alpine", "-v data:/x:ro,z alpine")
          .accepts("-v /srv:/x:ro alpine");

  static final Rule DATA_ROOT_PROPAGATION =
      Rule.of("data-root-propagation", VOLUME, MOUNT)
          .constraint("R118")
          .brokenOn(
              LINUX.with(Fact.DATA_ROOT, "/var/lib/docker"),
              (run, target) ->
                  target.get(Fact.DATA_ROOT).filter(root -> bindsDataRoot(run, root)).isPresent())
          .problem("the path holds the engine's own data, or lies in it: propagation must follow")
          .fix("use rslave or rshared, or say nothing about propagation")
          .rejects(
              "-v /var/lib:/x:rprivate alpine",
              "--mount type=bind,src=/var/lib/docker/tmp,dst=/x,bind-propagation=private alpine")
          .accepts("-v /var/lib:/x:rslave alpine", "-v /:/x alpine", "-v /srv:/x:private alpine");

  static final Rule SECCOMP_MISSING =
      Rule.of("seccomp-missing", SECURITY_OPT)
          .constraint("R129")
          .brokenOn(
              LINUX.with(Fact.SECURITY, Set.of("apparmor")),
              (run, target) ->
                  target.isLinux()
                      && target.lacks(Fact.SECURITY, "seccomp")
                      && Ask.any(
                          run,
                          SECURITY_OPT,
                          it -> it instanceof SecurityOption.Seccomp own && own.isFile()))
          .problem("the engine's host has no seccomp for the profile")
          .fix("drop the profile, or use another host")
          .rejects("--security-opt seccomp=profile.json alpine")
          .accepts("--security-opt seccomp=unconfined alpine");

  static final Rule CDI_OFF =
      Rule.of("cdi-off", DEVICE)
          .constraint("R135")
          .warning()
          .brokenOn(
              LINUX.with(Fact.CDI_FOLDERS, Set.of()),
              (run, target) ->
                  target.get(Fact.CDI_FOLDERS).filter(Set::isEmpty).isPresent()
                      && Ask.any(run, DEVICE, Device.Cdi.class::isInstance))
          .problem("the engine knows no folder with descriptions of such devices")
          .fix("turn CDI on in the engine, or name the device's path")
          .rejects("--device nvidia.com/gpu=all alpine")
          .accepts("--device /dev/fuse alpine");

  static final Rule LOG_DRIVER_MISSING =
      Rule.of("log-driver-missing", LOG_DRIVER)
          .constraint("R138")
          .brokenOn(
              LINUX.with(Fact.LOG_DRIVERS, Set.of("json-file", "local", "journald")),
              (run, target) ->
                  LoggingRules.isBuiltIn(driver(run)) && isUnlisted(target, driver(run)))
          .problem("this engine has no such log driver")
          .fix("choose one that it has, such as json-file")
          .rejects("--log-driver awslogs alpine")
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
                  Ask.withGuess(
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
              (run, target) -> Ask.any(run, NETWORK, it -> isMissing(it, target)))
          .problem("there is no such network")
          .fix("make it first, or name one that is there")
          .rejects("--network bakend alpine")
          .accepts("--network backend alpine", "--network host alpine", "--network 0a1b2c alpine");

  static final Rule STORAGE_SIZE_REFUSED =
      Rule.of("storage-size-refused", STORAGE_OPT)
          .constraint("R140")
          .brokenOn(
              LINUX.with(Fact.STORAGE_DRIVER, "overlay2").with(Fact.BACKING_FILESYSTEM, "extfs"),
              (run, target) -> hasSize(run) && cannotLimitSize(target))
          .problem("the engine's storage cannot limit the size of a container")
          .fix(
              "drop it, or use an engine whose storage is on xfs with project quotas, btrfs or zfs")
          .rejects("--storage-opt size=10G alpine")
          .accepts("--storage-opt other=10G alpine");

  static final Rule STORAGE_SIZE_QUOTA =
      Rule.of("storage-size-quota", STORAGE_OPT)
          .constraint("R140")
          .warning()
          .brokenOn(
              LINUX.with(Fact.STORAGE_DRIVER, "overlay2").with(Fact.BACKING_FILESYSTEM, "xfs"),
              (run, target) -> hasSize(run) && isOverlay(target) && isOn(target, "xfs"))
          .problem("the size is only limited where the file system is mounted with pquota")
          .fix("make sure that it is")
          .rejects("--storage-opt size=10G alpine")
          .accepts("--storage-opt other=10G alpine");

  static final Rule STORAGE_OPT_UNKNOWN =
      Rule.of("storage-opt-unknown", STORAGE_OPT)
          .constraint("R140")
          .warning()
          .brokenOn(
              LINUX.with(Fact.STORAGE_DRIVER, "btrfs"),
              (run, target) ->
                  target.get(Fact.STORAGE_DRIVER).filter(HostRules::knowsSizeAlone).isPresent()
                      && Ask.names(run, STORAGE_OPT).stream()
                          .anyMatch(name -> !name.isEmpty() && !name.equals("size")))
          .problem("the engine's storage driver knows no option but size")
          .fix("drop it, or write size")
          .rejects("--storage-opt siz=10G alpine")
          .accepts("--storage-opt size=10G alpine");

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

  private HostRules() {}

  private static boolean takesPrivilegedPort(PortBinding binding) {
    return binding.mappings().stream()
        .map(PortBinding.Mapping::hostPort)
        .filter(port -> port.matches("[0-9]{1,5}"))
        .mapToInt(Integer::parseInt)
        .anyMatch(port -> port > 0 && port < FIRST_FREE_PORT);
  }

  private static boolean bindsDataRoot(ContainerRun run, String root) {
    return Ask.any(
            run,
            VOLUME,
            it ->
                it.isBind()
                    && meet(it.source(), root)
                    && VolumeRules.propagation(it).filter(HostRules::isDetached).isPresent())
        || Ask.any(
            run,
            MOUNT,
            it ->
                it instanceof Mount.Bind bind
                    && meet(bind.source(), root)
                    && isDetached(bind.propagation()));
  }

  /** As the engine compares: by their beginnings. */
  private static boolean meet(String source, String root) {
    return source.startsWith(root) || root.startsWith(source);
  }

  private static boolean isDetached(String propagation) {
    return !Set.of("", "rslave", "rshared").contains(propagation);
  }

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

  private static boolean hasSize(ContainerRun run) {
    return Ask.names(run, STORAGE_OPT).contains("size");
  }

  private static boolean cannotLimitSize(Target target) {
    boolean onOther =
        target.get(Fact.BACKING_FILESYSTEM).filter(system -> !system.equals("xfs")).isPresent();
    return target.get(Fact.STORAGE_DRIVER).filter("fuse-overlayfs"::equals).isPresent()
        || (isOverlay(target) && onOther);
  }

  private static boolean isOverlay(Target target) {
    return target.get(Fact.STORAGE_DRIVER).filter("overlay2"::equals).isPresent();
  }

  private static boolean isOn(Target target, String system) {
    return target.get(Fact.BACKING_FILESYSTEM).filter(system::equals).isPresent();
  }

  private static boolean knowsSizeAlone(String driver) {
    return Set.of("overlay2", "btrfs", "zfs", "windowsfilter").contains(driver);
  }

  /** The engine starts any shim that is named in full, whether it was set up or not. */
  private static boolean isShim(String runtime) {
    return runtime.indexOf('.') > 0 && !runtime.contains("/");
  }
}
