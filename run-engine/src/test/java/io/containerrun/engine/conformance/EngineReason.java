package io.containerrun.engine.conformance;

import io.containerrun.ApiVersion;
import io.containerrun.Fact;
import io.containerrun.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Why an engine does not answer as a rule says, and the rule is right all the same.
 *
 * @param rule the id of the rule
 * @param on the engines for which it holds
 * @param why in a few words
 */
record EngineReason(String rule, Predicate<Target> on, String why) {

  private static final List<EngineReason> ALL =
      List.of(
          new EngineReason("detach-keys-valid", target -> true, "only attach sends them"),
          new EngineReason("endpoint-mac-address-api", before(44), "there it is dropped"),
          new EngineReason("port-zero", before(52), "there it is published and reaches nothing"),
          new EngineReason("endpoint-sysctls", before(46), "there the driver does not look at it"),
          new EngineReason("subpath-api", before(45), "there the whole volume is mounted"),
          new EngineReason("capability-known", before(42), "there the newest are not known yet"),
          new EngineReason(
              "storage-opt-name",
              target -> target.get(Fact.STORAGE_DRIVER).filter("btrfs"::equals).isPresent(),
              "there all but size is dropped"),
          new EngineReason(
              "blkio-weight-range",
              target -> !target.get(Fact.BLKIO_WEIGHT).orElse(false),
              "there weights are dropped unchecked"));

  private static Predicate<Target> before(int minor) {
    return target -> !target.api().isAtLeast(new ApiVersion(1, minor));
  }

  static List<EngineReason> holdingOn(Target target) {
    return ALL.stream().filter(reason -> reason.on().test(target)).toList();
  }

  static Optional<String> of(String rule, Target target) {
    return holdingOn(target).stream()
        .filter(reason -> reason.rule().equals(rule))
        .map(EngineReason::why)
        .findFirst();
  }
}
