package io.containerrun.internal.rules;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.Option;
import io.containerrun.Severity;
import io.containerrun.Target;
import io.containerrun.Violation;
import java.util.List;
import java.util.Set;

/** Rules that hold for every option alike and follow from what the catalogue says of it. */
public final class TargetRules {

  /** An option that the engine is too old for. */
  public static final String API_VERSION = "api-version";

  /** An option that the engine's operating system does not have. */
  public static final String ENGINE_SYSTEM = "engine-system";

  /** The ids of both. */
  public static final Set<String> IDS = Set.of(API_VERSION, ENGINE_SYSTEM);

  private TargetRules() {}

  static void check(ContainerRun run, Target target, RunDetails details, List<Violation> found) {
    boolean asksVersion = !run.silenced().contains(API_VERSION);
    boolean asksSystem = !run.silenced().contains(ENGINE_SYSTEM);
    for (Option<?> option : run.options()) {
      String given = String.join(" ", details.maskedWords(option));
      if (asksVersion) {
        details
            .since(option)
            .filter(since -> !target.api().isAtLeast(since))
            .ifPresent(since -> found.add(tooNew(option, given, since, target)));
      }
      if (asksSystem) {
        option
            .system()
            .filter(system -> !system.equals(target.system()))
            .ifPresent(system -> found.add(elsewhere(option, given, system, target)));
      }
    }
  }

  private static Violation tooNew(Option<?> option, String given, ApiVersion since, Target target) {
    return violation(
        API_VERSION,
        true,
        option,
        given,
        "requires API version " + since + ", but the engine's API version is " + target.api(),
        "use a newer engine, or drop the option");
  }

  private static Violation elsewhere(Option<?> option, String given, String system, Target target) {
    return violation(
        ENGINE_SYSTEM,
        system.equals("windows"),
        option,
        given,
        "is only supported on an engine running on "
            + system
            + ", but the engine is running on "
            + target.system(),
        "drop the option, or use such an engine");
  }

  private static Violation violation(
      String rule,
      boolean refusedByClient,
      Option<?> option,
      String given,
      String problem,
      String fix) {
    return new Violation(
        rule, Severity.ERROR, refusedByClient, List.of(option.flag()), given, problem, fix);
  }
}
