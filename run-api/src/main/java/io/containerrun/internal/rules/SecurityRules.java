package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.CAP_ADD;
import static io.containerrun.ContainerRun.CAP_DROP;
import static io.containerrun.ContainerRun.DEVICE_CGROUP_RULE;
import static io.containerrun.ContainerRun.GPUS;
import static io.containerrun.ContainerRun.IPC;
import static io.containerrun.ContainerRun.PRIVILEGED;
import static io.containerrun.ContainerRun.SECURITY_OPT;
import static io.containerrun.ContainerRun.USE_API_SOCKET;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.Fact;
import io.containerrun.Target;
import io.containerrun.value.Capability;
import io.containerrun.value.IpcMode;
import io.containerrun.value.SecurityOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rules on capabilities, security modules and namespaces. */
final class SecurityRules {

  private static final Set<String> OPTION_KEYS =
      Set.of(
          "label",
          "apparmor",
          "seccomp",
          "no-new-privileges",
          "systempaths",
          "writable-cgroups",
          "credentialspec");

  /** All others may have a colon in place of the equals sign. */
  private static final Set<String> EQUALS_ONLY = Set.of("systempaths", "credentialspec");

  private static final Set<String> LABEL_KEYS = Set.of("user", "role", "type", "filetype", "level");

  static final Rule CAPABILITY_KNOWN =
      Rule.of("capability-known", CAP_ADD, CAP_DROP)
          .constraint("R126")
          .brokenWhen(run -> capabilities(run).anyMatch(it -> !it.isKnown()))
          .problem(SecurityRules::unknownCapability)
          .fix("write one such as NET_ADMIN, or ALL")
          .rejects("--cap-add NET_ADMN alpine", "--cap-drop CHPASS alpine")
          .accepts(
              "--cap-add net_admin alpine", "--cap-drop ALL alpine", "--cap-add CAP_BPF alpine");

  static final Rule CAPABILITY_ADDED_AND_DROPPED =
      Rule.of("capability-added-and-dropped", CAP_ADD, CAP_DROP)
          .constraint("R126")
          .warning()
          .brokenWhen(
              run -> {
                Set<Capability> dropped = new HashSet<>(run.all(CAP_DROP));
                dropped.remove(Capability.ALL);
                return RunQueries.any(run, CAP_ADD, dropped::contains);
              })
          .problem("a capability that is both added and dropped is added")
          .fix("keep one of the two")
          .rejects("--cap-add NET_ADMIN --cap-drop NET_ADMIN alpine")
          .accepts("--cap-add NET_ADMIN --cap-drop ALL alpine");

  static final Rule PRIVILEGED_REDUNDANT =
      Rule.of("privileged-redundant", PRIVILEGED, CAP_ADD, CAP_DROP, DEVICE_CGROUP_RULE)
          .constraint("R123")
          .warning()
          .brokenWhen(
              run ->
                  run.is(PRIVILEGED)
                      && !(run.all(CAP_ADD).isEmpty()
                          && run.all(CAP_DROP).isEmpty()
                          && run.all(DEVICE_CGROUP_RULE).isEmpty()))
          .problem("a privileged container has all capabilities and devices whatever else is said")
          .fix("drop --privileged, or drop the others")
          .rejects(
              "--privileged --cap-drop MKNOD alpine", "--privileged --cap-add NET_ADMIN alpine")
          .accepts("--privileged alpine", "--cap-drop MKNOD alpine");

  static final Rule PRIVILEGED_UNCONFINED =
      Rule.of("privileged-unconfined", PRIVILEGED, SECURITY_OPT)
          .constraint("R125")
          .info()
          .brokenWhen(run -> run.is(PRIVILEGED) && run.all(SECURITY_OPT).isEmpty())
          .problem("no profile of seccomp or AppArmor holds, unless it is named")
          .fix("give the single rights it needs with --cap-add and --device")
          .rejects("--privileged alpine")
          .accepts("--cap-add NET_ADMIN alpine");

  static final Rule SECURITY_OPT_KNOWN =
      Rule.of("security-opt-known", SECURITY_OPT)
          .constraint("R127", "R128")
          .brokenWhen(run -> RunQueries.any(run, SECURITY_OPT, SecurityRules::isUnknown))
          .problem(
              run ->
                  RunQueries.withGuess(
                      "there is no such setting",
                      RunQueries.those(run, SECURITY_OPT, SecurityRules::isUnknown)
                          .map(SecurityOption::key)
                          .findFirst()
                          .orElse(""),
                      OPTION_KEYS))
          .fix(
              "write label, apparmor, seccomp, no-new-privileges, systempaths=unconfined or writable-cgroups")
          .rejects(
              "--security-opt aparmor=unconfined alpine",
              "--security-opt no-new-privileges: alpine",
              "--security-opt systempaths=open alpine")
          .accepts(
              "--security-opt apparmor=unconfined alpine",
              "--security-opt no-new-privileges:true alpine");

  static final Rule SECURITY_OPT_COLON =
      Rule.of("security-opt-colon", SECURITY_OPT)
          .constraint("R127")
          .brokenWhen(
              run ->
                  RunQueries.any(
                      run,
                      SECURITY_OPT,
                      it ->
                          EQUALS_ONLY.contains(it.key())
                              && it.toString().startsWith(it.key() + ":")))
          .problem("engines take systempaths and credentialspec with an equals sign only")
          .fix("write systempaths=unconfined, or credentialspec=file://spec.json")
          .rejects(
              "--security-opt systempaths:unconfined alpine",
              "--security-opt credentialspec:file://spec.json alpine")
          .accepts(
              "--security-opt systempaths=unconfined alpine",
              "--security-opt seccomp:unconfined alpine",
              "--security-opt apparmor:unconfined alpine",
              "--security-opt label:disable alpine",
              "--security-opt no-new-privileges:true alpine",
              "--security-opt writable-cgroups:true alpine");

  static final Rule SECURITY_OPT_BOOLEAN =
      Rule.of("security-opt-boolean", SECURITY_OPT)
          .constraint("R128")
          .brokenWhen(
              run ->
                  RunQueries.any(
                      run,
                      SECURITY_OPT,
                      it ->
                          Set.of("no-new-privileges", "writable-cgroups").contains(it.key())
                              && !it.value().isEmpty()
                              && !it.value().matches("[01tfTF]|TRUE|true|True|FALSE|false|False")))
          .problem("the setting is true or false")
          .fix("write true or false")
          .rejects("--security-opt no-new-privileges=yes alpine")
          .accepts(
              "--security-opt no-new-privileges=true alpine",
              "--security-opt no-new-privileges alpine");

  static final Rule SECURITY_LABEL_KEYS =
      Rule.of("security-label-keys", SECURITY_OPT)
          .constraint("R128")
          .brokenWhen(SecurityRules::hasWrongLabel)
          .exceptOn(Fact.SECURITY, names -> !names.contains("selinux"))
          .problem("a label is disable, or begins with user:, role:, type:, filetype: or level:")
          .fix("write such as label=type:svirt_apache_t, or label=disable")
          .rejects("--security-opt label=disabled alpine", "--security-opt label=typ:x alpine")
          .accepts(
              "--security-opt label=type:svirt_apache_t alpine",
              "--security-opt label:disable alpine");

  static final Rule SECURITY_LABEL_UNUSED =
      Rule.of("security-label-unused", SECURITY_OPT)
          .constraint("R128")
          .warning()
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 50)).with(Fact.SECURITY, Set.of("seccomp")),
              (run, target) -> target.lacks(Fact.SECURITY, "selinux") && hasWrongLabel(run))
          .problem("this is no label; the engine has no SELinux and does not look at it")
          .fix("drop it, or write such as label=type:svirt_apache_t")
          .rejects("--security-opt label=disabled alpine")
          .accepts("--security-opt label=type:svirt_apache_t alpine");

  static final Rule IPC_MODE_KNOWN =
      Rule.of("ipc-mode-known", IPC)
          .constraint("R131")
          .brokenWhen(
              run ->
                  run.get(IPC)
                      .filter(
                          it ->
                              it instanceof IpcMode.Other other
                                  && !other.text().isEmpty()
                                  && !other.text().equals("container:"))
                      .isPresent())
          .problem(
              run ->
                  RunQueries.withGuess(
                      "there is no such mode",
                      run.get(IPC).map(IpcMode::toString).orElse(""),
                      List.of("none", "private", "shareable", "host")))
          .fix("write none, private, shareable, host or container:name")
          .rejects("--ipc sharable alpine")
          .accepts("--ipc shareable alpine", "--ipc '' alpine");

  static final Rule GPU_COUNT_OR_DEVICES =
      Rule.of("gpu-count-or-devices", GPUS)
          .constraint("R136")
          .brokenWhen(
              run ->
                  RunQueries.any(
                      run,
                      GPUS,
                      it -> it.count() < -1 || (it.count() != 0 && !it.devices().isEmpty())))
          .problem(
              "a request names a count or devices, and the count is -1 or more; the container would not start")
          .fix("keep one of them; several devices need quotes: '\"device=0,1\"'")
          .rejects("--gpus count=2,device=0 alpine", "--gpus -2 alpine")
          .accepts("--gpus all alpine", "--gpus device=0 alpine", "--gpus '\"device=0,1\"' alpine");

  static final Rule GPU_COUNT_ZERO =
      Rule.of("gpu-count-zero", GPUS)
          .constraint("R137")
          .warning()
          .brokenWhen(
              run -> RunQueries.any(run, GPUS, it -> it.count() == 0 && it.devices().isEmpty()))
          .problem("this asks for no GPU")
          .fix("write all, or a count from 1")
          .rejects("--gpus 0 alpine")
          .accepts("--gpus 1 alpine", "--gpus device=0 alpine");

  static final Rule API_SOCKET_POWER =
      Rule.of("api-socket-power", USE_API_SOCKET)
          .constraint("R149")
          .warning()
          .brokenWhen(run -> run.is(USE_API_SOCKET))
          .problem("a holder of the engine's socket can do to the host what root can")
          .fix("give it only to programs that you trust as much")
          .rejects("--use-api-socket alpine")
          .accepts("--use-api-socket=false alpine");

  private SecurityRules() {}

  private static boolean hasWrongLabel(ContainerRun run) {
    return RunQueries.any(
        run,
        SECURITY_OPT,
        it ->
            it.key().equals("label")
                && !it.value().equals("disable")
                && !LABEL_KEYS.contains(it.value().replaceFirst(":.*", "")));
  }

  private static Stream<Capability> capabilities(ContainerRun run) {
    return Stream.concat(run.all(CAP_ADD).stream(), run.all(CAP_DROP).stream());
  }

  private static String unknownCapability(ContainerRun run) {
    String typed =
        capabilities(run)
            .filter(it -> !it.isKnown())
            .map(it -> it.name().replaceFirst("^CAP_", ""))
            .findFirst()
            .orElse("");
    return RunQueries.withGuess("there is no such capability", typed, Capability.known());
  }

  private static boolean isUnknown(SecurityOption option) {
    boolean isOpen = option.key().equals("systempaths") && !option.value().equals("unconfined");
    boolean isCut = option.toString().equals("no-new-privileges:");
    return !OPTION_KEYS.contains(option.key()) || isOpen || isCut;
  }
}
