package io.containerrun;

import static io.containerrun.OptionBuilder.each;
import static io.containerrun.OptionBuilder.keyed;
import static io.containerrun.OptionBuilder.many;
import static io.containerrun.OptionBuilder.map;
import static io.containerrun.OptionBuilder.one;
import static io.containerrun.OptionBuilder.text;
import static io.containerrun.OptionBuilder.texts;

import io.containerrun.value.Capability;
import io.containerrun.value.CgroupnsMode;
import io.containerrun.value.Device;
import io.containerrun.value.DeviceCgroupRule;
import io.containerrun.value.GpuRequest;
import io.containerrun.value.IpcMode;
import io.containerrun.value.KeyValue;
import io.containerrun.value.PidMode;
import io.containerrun.value.SecurityOption;
import io.containerrun.value.Umask;
import io.containerrun.value.UsernsMode;
import io.containerrun.value.UtsMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rights of a container: groups, capabilities, namespaces, devices and kernel parameters. */
@CheckReturnValue
public sealed interface SecurityOptions<R extends OptionHolder<R>> extends OptionHolder<R>
    permits ContainerRun {

  Option<List<String>> GROUP_ADD =
      texts("group-add")
          .grammar("<name|gid>")
          .sentAs("HostConfig.GroupAdd")
          .onlyOn("linux")
          .summary("Further group of the process.")
          .example("audio");

  /**
   * Adds the process to a further group.
   *
   * @param group a name that the image knows, or a number
   */
  default R groupAdd(String group) {
    return plus(GROUP_ADD, group);
  }

  Option<Umask> UMASK =
      one("umask", Umask::parse)
          .grammar("<octal number>")
          .byDefault("the engine's, usually 0022")
          .sentAs("HostConfig.Umask", Umask::text)
          .onlyOn("linux")
          .since(1, 56)
          .summary("Permissions that new files of the process do not get.")
          .example("0027");

  /** Withholds these permissions from new files and directories of the process. */
  default R umask(Umask mask) {
    return with(UMASK, mask);
  }

  /** The same in docker's text form: {@code umask("0027")}. */
  default R umask(String text) {
    return withText(UMASK, text);
  }

  Option<List<Capability>> CAP_ADD =
      keyed("cap-add", Capability::parse, Capability::toString, Capability::name)
          .grammar("<capability>|ALL")
          .sentAs("HostConfig.CapAdd", SecurityOptions::sortedNames)
          .onlyOn("linux")
          .summary("Capability to give beside the usual ones.")
          .example("NET_ADMIN");

  /** Gives the container a capability beside the usual ones. */
  default R capAdd(Capability capability) {
    return plus(CAP_ADD, capability);
  }

  /** The same in docker's text form: {@code capAdd("NET_ADMIN")}. */
  default R capAdd(String text) {
    return withText(CAP_ADD, text);
  }

  Option<List<Capability>> CAP_DROP =
      keyed("cap-drop", Capability::parse, Capability::toString, Capability::name)
          .grammar("<capability>|ALL")
          .sentAs("HostConfig.CapDrop", SecurityOptions::sortedNames)
          .onlyOn("linux")
          .summary("Capability to take away.")
          .example("MKNOD");

  /** Takes a capability away from the container. */
  default R capDrop(Capability capability) {
    return plus(CAP_DROP, capability);
  }

  /** The same in docker's text form: {@code capDrop("ALL")}. */
  default R capDrop(String text) {
    return withText(CAP_DROP, text);
  }

  /** The reference client sorts them; ALL stands for all the others. */
  private static List<String> sortedNames(List<Capability> capabilities) {
    return capabilities.stream().sorted().map(Capability::name).toList();
  }

  Option<List<SecurityOption>> SECURITY_OPT =
      many("security-opt", SecurityOption::parse)
          .grammar("<key>=<value>|no-new-privileges")
          .sentAs(
              SecurityOptions::writeSecurityOptions,
              "HostConfig.SecurityOpt",
              "HostConfig.MaskedPaths",
              "HostConfig.ReadonlyPaths")
          .readBy(SecurityOptions::readSecurityOptions)
          .resolvedBy(EnvironmentFiles::readProfiles)
          .summary("Setting of a security module: AppArmor, seccomp, SELinux and others.")
          .example("no-new-privileges=true");

  /** Adds a setting of a security module. A seccomp profile is read when the run is resolved. */
  default R securityOpt(SecurityOption option) {
    return plus(SECURITY_OPT, option);
  }

  /** The same in docker's text form: {@code securityOpt("no-new-privileges=true")}. */
  default R securityOpt(String text) {
    return withText(SECURITY_OPT, text);
  }

  private static void writeSecurityOptions(List<SecurityOption> options, CreateBody body) {
    for (SecurityOption option : options) {
      if (option instanceof SecurityOption.UnconfinedSystemPaths) {
        // It never reaches the engine under its name: it empties the two lists of hidden paths.
        body.put("HostConfig.MaskedPaths", List.of());
        body.put("HostConfig.ReadonlyPaths", List.of());
      } else {
        body.put("HostConfig.SecurityOpt", List.of(option.toString()));
      }
    }
  }

  private static List<SecurityOption> readSecurityOptions(RequestReading request) {
    List<SecurityOption> options = new ArrayList<>();
    request
        .texts("HostConfig.SecurityOpt")
        .forEach(option -> options.add(SecurityOption.parse(option)));
    boolean nothingHidden =
        Stream.of("HostConfig.MaskedPaths", "HostConfig.ReadonlyPaths")
            .allMatch(path -> List.of().equals(request.at(path)));
    if (nothingHidden) {
      options.add(SecurityOption.unconfinedSystemPaths());
    }
    return options;
  }

  Option<UsernsMode> USERNS =
      one("userns", UsernsMode::parse)
          .checkedLate()
          .grammar("host")
          .byDefault("the engine's")
          .sentAs("HostConfig.UsernsMode", UsernsMode::toString)
          .summary("User namespace.")
          .example("host");

  /** Sets the user namespace. */
  default R userns(UsernsMode mode) {
    return with(USERNS, mode);
  }

  /** The same in docker's text form: {@code userns("host")}. */
  default R userns(String text) {
    return withText(USERNS, text);
  }

  Option<IpcMode> IPC =
      one("ipc", IpcMode::parse)
          .grammar("none|private|shareable|host|container:<container>")
          .byDefault("the engine's, private")
          .sentAs("HostConfig.IpcMode", IpcMode::toString)
          .summary("Namespace of shared memory and message queues.")
          .example("shareable");

  /** Sets the namespace of shared memory and message queues. */
  default R ipc(IpcMode mode) {
    return with(IPC, mode);
  }

  /** The same in docker's text form: {@code ipc("shareable")}. */
  default R ipc(String text) {
    return withText(IPC, text);
  }

  Option<PidMode> PID =
      one("pid", PidMode::parse)
          .checkedLate()
          .grammar("host|container:<container>")
          .byDefault("one of its own")
          .sentAs("HostConfig.PidMode", PidMode::toString)
          .summary("Namespace of process ids.")
          .example("host");

  /** Sets the namespace of process ids. */
  default R pid(PidMode mode) {
    return with(PID, mode);
  }

  /** The same in docker's text form: {@code pid("host")}. */
  default R pid(String text) {
    return withText(PID, text);
  }

  Option<UtsMode> UTS =
      one("uts", UtsMode::parse)
          .checkedLate()
          .grammar("host")
          .byDefault("one of its own")
          .sentAs("HostConfig.UTSMode", UtsMode::toString)
          .summary("Namespace of host and domain name.")
          .example("host");

  /** Sets the namespace of host and domain name. */
  default R uts(UtsMode mode) {
    return with(UTS, mode);
  }

  /** The same in docker's text form: {@code uts("host")}. */
  default R uts(String text) {
    return withText(UTS, text);
  }

  Option<CgroupnsMode> CGROUPNS =
      one("cgroupns", CgroupnsMode::parse)
          .checkedLate()
          .grammar("private|host")
          .byDefault("private with cgroup v2, host with v1")
          .sentAs("HostConfig.CgroupnsMode", CgroupnsMode::toString)
          .since(1, 41)
          .summary("Namespace of control groups.")
          .example("private");

  /** Sets the namespace of control groups. */
  default R cgroupns(CgroupnsMode mode) {
    return with(CGROUPNS, mode);
  }

  /** The same in docker's text form: {@code cgroupns("private")}. */
  default R cgroupns(String text) {
    return withText(CGROUPNS, text);
  }

  Option<String> CGROUP_PARENT =
      text("cgroup-parent")
          .grammar("<path>|<name>.slice")
          .byDefault("the engine's")
          .sentAs("HostConfig.CgroupParent")
          .onlyOn("linux")
          .summary("Control group that the container's own is made in.")
          .example("/team-a");

  /**
   * Sets the control group that the container's own is made in.
   *
   * @param parent a path, or {@code name.slice} where the engine uses systemd
   */
  default R cgroupParent(String parent) {
    return with(CGROUP_PARENT, parent);
  }

  Option<Map<String, String>> SYSCTL =
      map("sysctl", KeyValue::sysctl)
          .grammar("<name>=<value>")
          .sentAs("HostConfig.Sysctls")
          .onlyOn("linux")
          .summary("Kernel parameter of the container's own namespaces.")
          .example("net.ipv4.ip_forward=1");

  /**
   * Sets a kernel parameter of the container's own namespaces.
   *
   * @param name one of {@code net.*}, {@code fs.mqueue.*}, {@code kernel.msg*}, {@code kernel.sem},
   *     {@code kernel.shm*}; any other would change the host
   * @throws IllegalArgumentException if the name is none of these
   */
  default R sysctl(String name, String value) {
    KeyValue checked = KeyValue.sysctl(name + "=" + value);
    return plus(SYSCTL, checked.key(), checked.value());
  }

  /** The same in docker's text form: {@code sysctl("net.ipv4.ip_forward=1")}. */
  default R sysctl(String text) {
    return withText(SYSCTL, text);
  }

  Option<List<Device>> DEVICE =
      many("device", Device::parse)
          .grammar("<path>[:<container path>][:<permissions>]|<vendor>/<class>=<name>")
          .sentAs(SecurityOptions::writeDevices, "HostConfig.Devices", "HostConfig.DeviceRequests")
          .readBy(SecurityOptions::readDevices)
          .summary("Device of the host to give to the container.")
          .example("/dev/sdc:/dev/xvdc:r");

  /** Gives the container a device of the host. */
  default R device(Device device) {
    return plus(DEVICE, device);
  }

  /** The same in docker's text form: {@code device("/dev/sdc:/dev/xvdc:r")}. */
  default R device(String text) {
    return withText(DEVICE, text);
  }

  private static void writeDevices(List<Device> devices, CreateBody body) {
    List<String> cdi = new ArrayList<>();
    for (Device device : devices) {
      if (device instanceof Device.Cdi named) {
        cdi.add(named.name());
      } else {
        body.put("HostConfig.Devices", List.of(mapping(device)));
      }
    }
    if (!cdi.isEmpty()) {
      body.put("HostConfig.DeviceRequests", List.of(Map.of("Driver", "cdi", "DeviceIDs", cdi)));
    }
  }

  private static List<Device> readDevices(RequestReading request) {
    List<Device> devices = new ArrayList<>();
    for (Object each : request.list("HostConfig.Devices")) {
      Map<String, ?> sent = RequestReading.mapOf(each);
      String host = RequestReading.textOf(sent.get("PathOnHost"));
      String container = RequestReading.textOf(sent.get("PathInContainer"));
      devices.add(
          container.isEmpty()
              ? Device.parse(host)
              : new Device.Mapping(
                  host, container, RequestReading.textOf(sent.get("CgroupPermissions"))));
    }
    for (Object each : request.list("HostConfig.DeviceRequests")) {
      Map<String, ?> sent = RequestReading.mapOf(each);
      if (isCdi(sent)) {
        RequestReading.textsOf(sent.get("DeviceIDs"))
            .forEach(name -> devices.add(Device.cdi(name)));
      }
    }
    return devices;
  }

  /** A request for GPUs may name the same driver, but has capabilities. */
  private static boolean isCdi(Map<String, ?> request) {
    return RequestReading.textOf(request.get("Driver")).equals("cdi")
        && RequestReading.meansNone(request.get("Capabilities"));
  }

  private static Map<String, Object> mapping(Device device) {
    return device instanceof Device.Mapping mapping
        ? Map.of(
            "PathOnHost", mapping.hostPath(),
            "PathInContainer", mapping.containerPath(),
            "CgroupPermissions", mapping.permissions())
        : Map.of("PathOnHost", device.toString());
  }

  Option<List<DeviceCgroupRule>> DEVICE_CGROUP_RULE =
      many("device-cgroup-rule", DeviceCgroupRule::parse)
          .grammar("'<a|b|c> <major>:<minor> <permissions>'")
          .sentAs("HostConfig.DeviceCgroupRules", all -> each(all, DeviceCgroupRule::toString))
          .since(1, 28)
          .onlyOn("linux")
          .summary("Devices that the container may use once it has them.")
          .example("c 42:* rmw");

  /** Lets the container use devices of these numbers, those made later too. */
  default R deviceCgroupRule(DeviceCgroupRule rule) {
    return plus(DEVICE_CGROUP_RULE, rule);
  }

  /** The same in docker's text form: {@code deviceCgroupRule("c 42:* rmw")}. */
  default R deviceCgroupRule(String text) {
    return withText(DEVICE_CGROUP_RULE, text);
  }

  Option<List<GpuRequest>> GPUS =
      many("gpus", GpuRequest::parse, GpuRequest::text)
          .grammar("all|<count>|<key>=<value>[,...]")
          .sentAs(
              (requests, body) ->
                  // The reference client puts GPUs in front of CDI devices.
                  body.putBeneath(
                      "HostConfig.DeviceRequests", each(requests, SecurityOptions::gpuRequest)),
              "HostConfig.DeviceRequests")
          .readBy(SecurityOptions::readGpus)
          .since(1, 40)
          .summary("GPUs to give to the container.")
          .example("all");

  private static List<GpuRequest> readGpus(RequestReading request) {
    return request.list("HostConfig.DeviceRequests").stream()
        .<Map<String, ?>>map(RequestReading::mapOf)
        .filter(sent -> !isCdi(sent))
        .map(SecurityOptions::readGpu)
        .toList();
  }

  private static GpuRequest readGpu(Map<String, ?> sent) {
    List<String> capabilities =
        new ArrayList<>(
            RequestReading.listOf(sent.get("Capabilities")).stream()
                .flatMap(all -> RequestReading.textsOf(all).stream())
                .toList());
    capabilities.remove("gpu"); // every request has it
    return new GpuRequest(
        RequestReading.textOf(sent.get("Driver")),
        RequestReading.numberOf(sent.get("Count")),
        RequestReading.textsOf(sent.get("DeviceIDs")),
        capabilities,
        RequestReading.textMapOf(sent.get("Options")));
  }

  private static Map<String, Object> gpuRequest(GpuRequest request) {
    return Map.of(
        "Driver", request.driver(),
        "Count", request.count(),
        "DeviceIDs", request.devices(),
        "Capabilities", List.of(request.allCapabilities()),
        "Options", request.options());
  }

  /** Gives the container GPUs of the host. */
  default R gpus(GpuRequest request) {
    return plus(GPUS, request);
  }

  /** The same in docker's text form: {@code gpus("all")}. */
  default R gpus(String text) {
    return withText(GPUS, text);
  }
}
