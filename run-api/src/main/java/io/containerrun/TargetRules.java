package io.containerrun;

import java.util.List;
import java.util.Set;

/** Rules that hold for every option alike and follow from what the catalogue says of it. */
final class TargetRules {

  static final String API_VERSION = "api-version";
  static final String ENGINE_SYSTEM = "engine-system";
  static final Set<String> IDS = Set.of(API_VERSION, ENGINE_SYSTEM);

  private TargetRules() {}

  static void check(ContainerRun run, Target target, List<Violation> found) {
    boolean asksVersion = !run.silenced().contains(API_VERSION);
    boolean asksSystem = !run.silenced().contains(ENGINE_SYSTEM);
    for (Setting<?> setting : run.settings()) {
      if (asksVersion) {
        setting
            .since()
            .filter(since -> !target.api().isAtLeast(since))
            .ifPresent(since -> found.add(tooNew(setting, since, target)));
      }
      if (asksSystem) {
        setting
            .option()
            .system()
            .filter(system -> !system.equals(target.system()))
            .ifPresent(system -> found.add(elsewhere(setting, system, target)));
      }
    }
  }

  private static Violation tooNew(Setting<?> setting, ApiVersion since, Target target) {
    return violation(
        API_VERSION,
        true,
        setting,
        "requires API version " + since + ", but the engine's API version is " + target.api(),
        "use a newer engine, or drop the option");
  }

  private static Violation elsewhere(Setting<?> setting, String system, Target target) {
    return violation(
        ENGINE_SYSTEM,
        system.equals("windows"),
        setting,
        "is only supported on an engine running on "
            + system
            + ", but the engine is running on "
            + target.system(),
        "drop the option, or use such an engine");
  }

  private static Violation violation(
      String rule, boolean refusedByClient, Setting<?> setting, String problem, String fix) {
    return new Violation(
        rule,
        Severity.ERROR,
        refusedByClient,
        List.of(setting.option().flag()),
        String.join(" ", setting.maskedWords()),
        problem,
        fix);
  }
}
