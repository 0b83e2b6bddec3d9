package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.DEVICE;
import static io.containerrun.ContainerRun.IPC;
import static io.containerrun.ContainerRun.MOUNT;
import static io.containerrun.ContainerRun.NETWORK;
import static io.containerrun.ContainerRun.PLATFORM;
import static io.containerrun.ContainerRun.SECURITY_OPT;

import io.containerrun.ApiVersion;
import io.containerrun.Target;
import io.containerrun.value.Device;
import io.containerrun.value.IpcMode;
import io.containerrun.value.MacAddress;
import io.containerrun.value.Mount;
import io.containerrun.value.SecurityOption;

/** Rules on values that engines of older versions of the API silently ignore. */
final class GateRules {

  static final Rule PLATFORM_API =
      Rule.of("platform-api", PLATFORM)
          .constraint("R9", "R170")
          .dropped()
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 40)),
              (run, target) ->
                  isBefore(target, 41) && !isBefore(target, 32) && run.get(PLATFORM).isPresent())
          .problem("before API 1.41 only a pull heeds the platform, not an image that is there")
          .fix("use a newer engine, or drop it")
          .rejects("--platform linux/arm64 alpine")
          .accepts("alpine");

  static final Rule IPC_MODE_API =
      Rule.of("ipc-mode-api", IPC)
          .constraint("R131", "R170")
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 31)),
              (run, target) ->
                  isBefore(target, 32) && run.get(IPC).filter(GateRules::isNew).isPresent())
          .problem("the engine knows none, private and shareable from API 1.32 on")
          .fix("use a newer engine, or drop it")
          .rejects("--ipc private alpine", "--ipc none alpine")
          .accepts("--ipc host alpine");

  static final Rule DRIVER_OPT_API =
      Rule.of("driver-opt-api", NETWORK)
          .constraint("R170")
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 31)),
              (run, target) ->
                  isBefore(target, 32)
                      && RunQueries.any(run, NETWORK, it -> !it.driverOptions().isEmpty()))
          .problem("the engine ignores driver-opt before API 1.32")
          .fix("use a newer engine, or drop it")
          .rejects("--network name=mine,driver-opt=a=b alpine")
          .accepts("--network mine alpine");

  static final Rule ENDPOINT_MAC_ADDRESS_API =
      Rule.of("endpoint-mac-address-api", NETWORK)
          .constraint("R85", "R170")
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 43)),
              (run, target) ->
                  isBefore(target, 44)
                      && RunQueries.any(
                          run, NETWORK, it -> !it.macAddress().equals(MacAddress.GENERATED)))
          .problem("the engine ignores mac-address of a network before API 1.44")
          .fix("write --mac-address, or use a newer engine")
          .rejects("--network name=mine,mac-address=02:42:ac:11:00:02 alpine")
          .accepts("--network mine --mac-address 02:42:ac:11:00:02 alpine");

  static final Rule CDI_API =
      Rule.of("cdi-api", DEVICE)
          .constraint("R135", "R170")
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 39)),
              (run, target) ->
                  isBefore(target, 40) && RunQueries.any(run, DEVICE, Device.Cdi.class::isInstance))
          .problem("the engine ignores devices by their described names before API 1.40")
          .fix("name the device's path, or use a newer engine")
          .rejects("--device nvidia.com/gpu=all alpine")
          .accepts("--device /dev/fuse alpine");

  static final Rule SYSTEM_PATHS_API =
      Rule.of("system-paths-api", SECURITY_OPT)
          .constraint("R170")
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 37)),
              (run, target) ->
                  isBefore(target, 38)
                      && RunQueries.any(
                          run,
                          SECURITY_OPT,
                          SecurityOption.UnconfinedSystemPaths.class::isInstance))
          .problem("the engine ignores systempaths before API 1.38")
          .fix("use a newer engine, or drop it")
          .rejects("--security-opt systempaths=unconfined alpine")
          .accepts("--security-opt seccomp=unconfined alpine");

  static final Rule WRITABLE_CGROUPS_API =
      Rule.of("writable-cgroups-api", SECURITY_OPT)
          .constraint("R170")
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 47)),
              (run, target) ->
                  isBefore(target, 48)
                      && RunQueries.any(
                          run, SECURITY_OPT, it -> it.key().equals("writable-cgroups")))
          .problem("the engine does not know writable-cgroups before API 1.48")
          .fix("use a newer engine, or drop it")
          .rejects(
              "--security-opt writable-cgroups=true alpine",
              "--security-opt writable-cgroups:true alpine")
          .accepts("--security-opt seccomp=unconfined alpine");

  static final Rule BIND_CREATE_SOURCE_API =
      Rule.of("bind-create-source-api", MOUNT)
          .constraint("R107", "R170")
          .dropped()
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 41)),
              (run, target) ->
                  isBefore(target, 42)
                      && RunQueries.any(
                          run, MOUNT, it -> it instanceof Mount.Bind bind && bind.createSource()))
          .problem(
              "the engine ignores bind-create-src before API 1.42, and refuses a source that is missing")
          .fix("use a newer engine, write -v, or make sure that the source is there")
          .rejects("--mount type=bind,src=/srv,dst=/x,bind-create-src alpine")
          .accepts("--mount type=bind,src=/srv,dst=/x alpine");

  static final Rule BIND_NON_RECURSIVE_API =
      Rule.of("bind-non-recursive-api", MOUNT)
          .constraint("R170")
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 39)),
              (run, target) ->
                  isBefore(target, 40)
                      && RunQueries.any(
                          run, MOUNT, it -> it instanceof Mount.Bind bind && bind.nonRecursive()))
          .problem("the engine mounts what lies below the source too, before API 1.40")
          .fix("use a newer engine, or drop bind-recursive")
          .rejects("--mount type=bind,src=/srv,dst=/x,bind-recursive=disabled alpine")
          .accepts("--mount type=bind,src=/srv,dst=/x alpine");

  static final Rule BIND_RECURSIVE_WRITABLE_API =
      Rule.of("bind-recursive-writable-api", MOUNT)
          .constraint("R109", "R170")
          .dropped()
          .brokenOn(
              Target.of("linux", new ApiVersion(1, 43)),
              (run, target) ->
                  isBefore(target, 44)
                      && RunQueries.any(
                          run,
                          MOUNT,
                          it -> it instanceof Mount.Bind bind && bind.readOnlyNonRecursive()))
          .problem("before API 1.44 what lies below a source is writable whatever is said")
          .fix("drop bind-recursive")
          .rejects("--mount type=bind,src=/srv,dst=/x,ro,bind-recursive=writable alpine")
          .accepts("--mount type=bind,src=/srv,dst=/x,ro alpine");

  private GateRules() {}

  private static boolean isBefore(Target target, int minor) {
    return ApiRules.isBefore(target, minor);
  }

  private static boolean isNew(IpcMode mode) {
    return mode instanceof IpcMode.None
        || mode instanceof IpcMode.Private
        || mode instanceof IpcMode.Shareable;
  }
}
