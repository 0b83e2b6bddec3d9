package io.containerrun;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules that hold for every option alike and follow from what the catalogue says of it. */
final class TargetRules {

  private TargetRules() {}

  static List<Violation> check(ContainerRun run, Target target) {
    return run.settings().stream()
        .flatMap(setting -> Stream.of(tooNew(setting, target), elsewhere(setting, target)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Violation> tooNew(Setting<?> setting, Target target) {
    return setting
        .since()
        .filter(since -> !target.api().isAtLeast(since))
        .map(
            since ->
                violation(
                    "api-version",
                    Enforcer.CLIENT,
                    setting,
                    "requires API version "
                        + since
                        + ", but the engine's API version is "
                        + target.api(),
                    "use a newer engine, or drop the option"));
  }

  private static Optional<Violation> elsewhere(Setting<?> setting, Target target) {
    return setting
        .option()
        .system()
        .filter(system -> !system.equals(target.system()))
        .map(
            system ->
                violation(
                    "engine-system",
                    system.equals("windows") ? Enforcer.CLIENT : Enforcer.ENGINE,
                    setting,
                    "is only supported on an engine running on "
                        + system
                        + ", but the engine is running on "
                        + target.system(),
                    "drop the option, or use such an engine"));
  }

  private static Violation violation(
      String rule, Enforcer enforcer, Setting<?> setting, String problem, String fix) {
    return new Violation(
        rule,
        Severity.ERROR,
        enforcer,
        List.of(setting.option().flag()),
        String.join(" ", setting.maskedWords()),
        problem,
        fix);
  }
}
