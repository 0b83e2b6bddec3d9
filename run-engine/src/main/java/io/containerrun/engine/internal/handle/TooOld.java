package io.containerrun.engine.internal.handle;

import io.containerrun.ApiVersion;
import io.containerrun.Option;
import io.containerrun.Severity;
import io.containerrun.Target;
import io.containerrun.Violation;
import java.util.List;

/** Violations of calls whose options the engine is too old for. */
final class TooOld {

  private TooOld() {}

  /**
   * The violation for an option that the engine would ignore.
   *
   * @param what engines do with it from {@code since} on, such as {@code change it on a container}
   */
  static Violation violation(Option<?> option, String what, ApiVersion since, Target target) {
    return new Violation(
        "api-version",
        Severity.ERROR,
        false,
        List.of(option.flag()),
        option.toString(),
        "engines " + what + " from API " + since + " on, and this one has API " + target.api(),
        "use a newer engine, or drop the option");
  }
}
