package io.containerrun.engine;

import io.containerrun.ContainerRun;
import io.containerrun.Enforcer;
import io.containerrun.InvalidRunException;
import io.containerrun.Severity;
import io.containerrun.Target;
import io.containerrun.Violation;
import io.containerrun.engine.internal.SystemCaller;
import java.util.List;

/** What an engine checks before it asks for anything. */
final class RunChecks {

  private RunChecks() {}

  /** The run with all that it names on the caller's side, if it can work on the engine. */
  static ContainerRun prepared(ContainerRun run, Target target) {
    List<Violation> errors = run.validate(target).stream().filter(Violation::isError).toList();
    if (!errors.isEmpty()) {
      throw new InvalidRunException(errors);
    }
    return run.resolve(new SystemCaller());
  }

  /** Refuses what makes no sense only where the end of the run is waited for. */
  static void requireOneShot(ContainerRun run, Input input) {
    if (run.is(ContainerRun.DETACH)) {
      throw broken(
          "run-waits",
          "detach",
          "run waits for the end of a container and for its output, a detached one has neither",
          "use start, or drop --detach");
    }
    if (!input.isNone() && !run.is(ContainerRun.INTERACTIVE)) {
      throw broken(
          "input-unread",
          "interactive",
          "there is input, but the container's standard input is closed",
          "add interactive() to the run, or give no input");
    }
  }

  private static InvalidRunException broken(String rule, String flag, String problem, String fix) {
    return new InvalidRunException(
        List.of(
            new Violation(
                rule, Severity.ERROR, Enforcer.NOBODY, List.of(flag), "--" + flag, problem, fix)));
  }
}
