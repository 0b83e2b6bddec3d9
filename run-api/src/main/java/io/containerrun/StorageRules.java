package io.containerrun;

import static io.containerrun.ContainerRun.STORAGE_OPT;

import java.util.Set;

/** Rules on what the storage of an engine can limit. */
final class StorageRules {

  private static final Target LINUX = Target.of("linux", new ApiVersion(1, 50));

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
          .brokenOn(
              LINUX.with(Fact.STORAGE_DRIVER, "btrfs"),
              (run, target) ->
                  target.get(Fact.STORAGE_DRIVER).filter(StorageRules::knowsSizeAlone).isPresent()
                      && Ask.names(run, STORAGE_OPT).stream()
                          .anyMatch(name -> !name.isEmpty() && !name.equals("size")))
          .problem("the engine's storage driver knows no option but size")
          .fix("drop it, or write size")
          .rejects("--storage-opt siz=10G alpine")
          .accepts("--storage-opt size=10G alpine");

  private StorageRules() {}

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
}
