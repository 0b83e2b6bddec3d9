package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.DEVICE;
import static io.containerrun.ContainerRun.MOUNT;
import static io.containerrun.ContainerRun.NETWORK;
import static io.containerrun.ContainerRun.PID;
import static io.containerrun.ContainerRun.PRIVILEGED;
import static io.containerrun.ContainerRun.PUBLISH;
import static io.containerrun.ContainerRun.PUBLISH_ALL;
import static io.containerrun.ContainerRun.SECURITY_OPT;
import static io.containerrun.ContainerRun.USERNS;
import static io.containerrun.ContainerRun.VOLUME;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.Fact;
import io.containerrun.Target;
import io.containerrun.value.Device;
import io.containerrun.value.Mount;
import io.containerrun.value.PidMode;
import io.containerrun.value.PortBinding;
import io.containerrun.value.SecurityOption;
import io.containerrun.value.UsernsMode;
import java.util.Set;

/** Rules on what the host of an engine allows. */
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
                      && run.get(USERNS).filter(UsernsMode.host()::equals).isEmpty()
                      && (run.is(PRIVILEGED)
                          || RunQueries.hasHostNetwork(run)
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
                      && RunQueries.any(run, PUBLISH, HostRules::takesPrivilegedPort))
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
                      && RunQueries.any(run, VOLUME, VolumeRules::isRelabelled))
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
                      && RunQueries.any(
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
                      && RunQueries.any(run, DEVICE, Device.Cdi.class::isInstance))
          .problem("the engine knows no folder with descriptions of such devices")
          .fix("turn CDI on in the engine, or name the device's path")
          .rejects("--device nvidia.com/gpu=all alpine")
          .accepts("--device /dev/fuse alpine");

  private HostRules() {}

  private static boolean takesPrivilegedPort(PortBinding binding) {
    return PortRules.chosen(binding).stream()
        .anyMatch(port -> Integer.parseInt(port.hostPort()) < FIRST_FREE_PORT);
  }

  private static boolean bindsDataRoot(ContainerRun run, String root) {
    return RunQueries.any(
            run,
            VOLUME,
            it ->
                it.isBind()
                    && meet(it.source(), root)
                    && VolumeRules.propagation(it).filter(HostRules::isDetached).isPresent())
        || RunQueries.any(
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
}
