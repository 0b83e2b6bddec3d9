package io.containerrun.engine;

import io.containerrun.ContainerRun;
import io.containerrun.Enforcer;
import io.containerrun.InvalidRunException;
import io.containerrun.Severity;
import io.containerrun.Target;
import io.containerrun.Violation;
import io.containerrun.engine.internal.SystemCaller;
import io.containerrun.value.EnvironmentVariable;
import java.util.List;
import java.util.Map;

/** What an engine checks before it asks for anything. */
final class RunChecks {

  private RunChecks() {}

  /**
   * The run with all that it names on the caller's side, and with the variables of the site's
   * proxies, if it can work on the engine.
   */
  static ContainerRun prepared(ContainerRun run, Target target, Map<String, String> proxies) {
    List<Violation> errors = run.validate(target).stream().filter(Violation::isError).toList();
    if (!errors.isEmpty()) {
      throw new InvalidRunException(errors);
    }
    return withProxies(run.resolve(new SystemCaller()), proxies);
  }

  /** A variable that the run names itself, even without a value, stays as it is. */
  static ContainerRun withProxies(ContainerRun run, Map<String, String> proxies) {
    List<String> named = run.all(ContainerRun.ENV).stream().map(EnvironmentVariable::name).toList();
    ContainerRun more = run;
    for (Map.Entry<String, String> proxy : proxies.entrySet()) {
      if (!named.contains(proxy.getKey())) {
        more = more.env(proxy.getKey(), proxy.getValue());
      }
    }
    return more;
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
