package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.STORAGE_OPT;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.Fact;
import io.containerrun.Target;
import io.containerrun.value.Size;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rules on what the storage of an engine can limit. */
final class StorageRules {

  private static final Target LINUX = Target.of("linux", new ApiVersion(1, 50));

  private static final String SIZE = "size";

  private static final String BTRFS = "btrfs";

  /**
   * The base sizes of drivers unless the engine is set up otherwise. Btrfs counts the image as
   * well; the least that it counts is the node that every subvolume has.
   */
  private static final Map<String, Size> BASE_SIZES =
      Map.of(
          "devicemapper",
          Size.gibibytes(10),
          "windowsfilter",
          Size.gibibytes(20),
          BTRFS,
          Size.kibibytes(16));

  static final Rule STORAGE_SIZE_VALID =
      Rule.of("storage-size-valid", STORAGE_OPT)
          .constraint("R140")
          .brokenWhen(
              run ->
                  RunQueries.entry(run, STORAGE_OPT, SIZE)
                      .filter(it -> read(it).isEmpty())
                      .isPresent())
          .problem("the size is no number with a unit")
          .fix("write such as size=120G")
          .rejects("--storage-opt size=big alpine", "--storage-opt size= alpine")
          .accepts("--storage-opt size=120G alpine", "--storage-opt size=1.5g alpine");

  static final Rule STORAGE_SIZE_REFUSED =
      Rule.of("storage-size-refused", STORAGE_OPT)
          .constraint("R140")
          .brokenOn(
              LINUX.with(Fact.STORAGE_DRIVER, "overlay2").with(Fact.BACKING_FILESYSTEM, "extfs"),
              (run, target) -> size(run, target).isPresent() && cannotLimitSize(target))
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
              (run, target) ->
                  size(run, target).isPresent() && isOverlay(target) && isOn(target, "xfs"))
          .problem("the size is only limited where the file system is mounted with pquota")
          .fix("make sure that it is")
          .rejects("--storage-opt size=10G alpine")
          .accepts("--storage-opt other=10G alpine");

  static final Rule STORAGE_SIZE_BELOW_BASE =
      Rule.of("storage-size-below-base", STORAGE_OPT)
          .constraint("R140")
          .brokenOn(
              LINUX
                  .with(Fact.STORAGE_DRIVER, "devicemapper")
                  .with(Fact.BASE_SIZE, Size.gibibytes(10)),
              StorageRules::isBelowBase)
          .problem(StorageRules::belowBase)
          .fix("ask for the base size or more, or drop the size")
          .rejects("--storage-opt size=1k alpine", "--storage-opt size=9.9G alpine")
          .accepts(
              "--storage-opt size=10G alpine",
              "--storage-opt size=120G alpine",
              "--storage-opt size=0 alpine");

  static final Rule STORAGE_OPT_UNKNOWN =
      Rule.of("storage-opt-unknown", STORAGE_OPT)
          .constraint("R140")
          .brokenOn(
              LINUX.with(Fact.STORAGE_DRIVER, "overlay2"),
              (run, target) ->
                  (isOn(target, Set.of("overlay2", "zfs", "windowsfilter", "devicemapper"))
                          || (isOnBtrfs(target) && size(run, target).isPresent()))
                      && unknown(run).findAny().isPresent())
          .problem("the engine's storage driver knows no option but size")
          .fix("drop it, or write size")
          .rejects("--storage-opt siz=10G alpine")
          .accepts("--storage-opt size=10G alpine", "--storage-opt SIZE=10G alpine");

  static final Rule STORAGE_OPT_DROPPED =
      Rule.of("storage-opt-dropped", STORAGE_OPT)
          .constraint("R140")
          .dropped()
          .brokenOn(
              LINUX.with(Fact.STORAGE_DRIVER, BTRFS),
              (run, target) ->
                  isOnBtrfs(target)
                      && size(run, target).isEmpty()
                      && RunQueries.names(run, STORAGE_OPT).stream()
                          .anyMatch(name -> !name.isEmpty()))
          .problem("btrfs looks at size alone, in small letters, and drops everything else")
          .fix("write size")
          .rejects("--storage-opt siz=10G alpine", "--storage-opt SIZE=10G alpine")
          .accepts("--storage-opt size=10G alpine");

  private StorageRules() {}

  private static boolean isBelowBase(ContainerRun run, Target target) {
    Optional<Size> wanted = size(run, target).flatMap(StorageRules::read);
    return wanted
        .filter(it -> it.bytes() > 0 || isOnBtrfs(target)) // elsewhere 0 is the base size
        .flatMap(it -> base(target).filter(base -> it.compareTo(base) < 0))
        .isPresent();
  }

  private static String belowBase(ContainerRun run, Target target) {
    String wanted =
        size(run, target).flatMap(StorageRules::read).map(Size::toString).orElse("none");
    String base = base(target).map(Size::toString).orElse("unknown");
    return "the size of " + wanted + " is below the base size of the engine's storage, " + base;
  }

  /** What is known of the engine, else what its storage driver has unless told otherwise. */
  private static Optional<Size> base(Target target) {
    return target
        .get(Fact.BASE_SIZE)
        .or(() -> target.get(Fact.STORAGE_DRIVER).map(BASE_SIZES::get));
  }

  /** The size as it is typed. All drivers but btrfs take its name in capitals, too. */
  private static Optional<String> size(ContainerRun run, Target target) {
    return run.get(STORAGE_OPT).orElse(Map.of()).entrySet().stream()
        .filter(
            it -> isOnBtrfs(target) ? it.getKey().equals(SIZE) : it.getKey().equalsIgnoreCase(SIZE))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Optional<Size> read(String size) {
    try {
      return Optional.of(Size.parse(size));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static Stream<String> unknown(ContainerRun run) {
    return RunQueries.names(run, STORAGE_OPT).stream()
        .filter(name -> !name.isEmpty() && !name.equalsIgnoreCase(SIZE));
  }

  private static boolean cannotLimitSize(Target target) {
    boolean onOther =
        target.get(Fact.BACKING_FILESYSTEM).filter(system -> !system.equals("xfs")).isPresent();
    return isOn(target, Set.of("fuse-overlayfs")) || (isOverlay(target) && onOther);
  }

  private static boolean isOnBtrfs(Target target) {
    return isOn(target, Set.of(BTRFS));
  }

  private static boolean isOverlay(Target target) {
    return isOn(target, Set.of("overlay2"));
  }

  private static boolean isOn(Target target, Set<String> drivers) {
    return target.get(Fact.STORAGE_DRIVER).filter(drivers::contains).isPresent();
  }

  private static boolean isOn(Target target, String system) {
    return target.get(Fact.BACKING_FILESYSTEM).filter(system::equals).isPresent();
  }
}
