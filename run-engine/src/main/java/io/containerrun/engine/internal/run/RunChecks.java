package io.containerrun.engine.internal.run;

import io.containerrun.ContainerRun;
import io.containerrun.CreateRequest;
import io.containerrun.InvalidRunException;
import io.containerrun.Severity;
import io.containerrun.Target;
import io.containerrun.Violation;
import io.containerrun.engine.Input;
import io.containerrun.engine.Plan;
import io.containerrun.engine.internal.api.EngineInformation;
import io.containerrun.engine.internal.config.Defaults;
import io.containerrun.engine.internal.config.ProcessEnvironment;
import io.containerrun.engine.internal.stream.InputSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks runs before they are sent. May be shared between threads. */
public final class RunChecks {

  private static final Logger LOG = LoggerFactory.getLogger("io.containerrun.engine.Engine");

  private final EngineInformation information;
  private final Defaults defaults;

  public RunChecks(EngineInformation information, Defaults defaults) {
    this.information = information;
    this.defaults = defaults;
  }

  /** All violations of a run on the engine. */
  public List<Violation> check(ContainerRun run) {
    return defaults.on(run).validate(information.neededFor(run));
  }

  /**
   * Checks a run and resolves everything that it takes from the environment. Logs its warnings.
   *
   * @throws InvalidRunException if the run cannot work on the engine
   */
  public PreparedRun prepare(ContainerRun given) {
    ContainerRun run = defaults.on(given);
    Target known = information.known();
    // Before the engine is asked for facts: a run that works nowhere costs no call.
    List<Violation> violations = withoutErrors(run.validate(known));
    Target target = information.neededFor(run);
    if (!target.equals(known)) {
      violations = withoutErrors(run.validate(target));
    }
    ContainerRun ready = resolved(run);
    List<Violation> doubts =
        violations.stream().filter(it -> it.severity() == Severity.WARNING).toList();
    for (Violation doubt : doubts) {
      LOG.warn("run of {}: {}", run.image(), doubt);
    }
    return new PreparedRun(ready, doubts);
  }

  /**
   * Checks a run only as the docker command does; the engine rejects the rest with its own
   * messages.
   */
  public ContainerRun prepareAsCommand(ContainerRun given) {
    ContainerRun run = defaults.on(given);
    List<Violation> errors =
        run.validate(information.known()).stream()
            .filter(it -> it.isError() && it.refusedByClient())
            .toList();
    if (!errors.isEmpty()) {
      throw new InvalidRunException(errors);
    }
    return resolved(run);
  }

  /** The exception for a run that reads from a terminal where there is none. */
  public static InvalidRunException noTerminal() {
    return broken(
        "terminal-required",
        "tty",
        "the input device is not a TTY",
        "start it on a terminal, or drop --tty or --interactive");
  }

  private static List<Violation> withoutErrors(List<Violation> violations) {
    List<Violation> errors = violations.stream().filter(Violation::isError).toList();
    if (!errors.isEmpty()) {
      throw new InvalidRunException(errors);
    }
    return violations;
  }

  /** The request that a run would send, and its violations. */
  public Plan plan(ContainerRun given, Function<ContainerRun, CreateRequest> request) {
    ContainerRun run = defaults.on(given);
    Target target = information.neededFor(run);
    List<Violation> violations = new ArrayList<>(run.validate(target));
    ContainerRun ready = run;
    try {
      ready = resolved(run);
      ready.validate(target).stream()
          .filter(it -> it.severity() == Severity.INFO && isNew(it, violations))
          .forEach(violations::add); // of files that are known only now
    } catch (InvalidRunException unresolved) {
      violations.addAll(unresolved.violations());
    }
    boolean possible = violations.stream().noneMatch(Violation::isError);
    return new Plan(
        given,
        target,
        violations,
        possible ? Optional.of(request.apply(ready)) : Optional.empty(),
        Launcher.pullPolicy(run));
  }

  private static boolean isNew(Violation found, List<Violation> before) {
    return before.stream().noneMatch(it -> it.rule().equals(found.rule()));
  }

  /**
   * Resolves what a run takes from the environment, without a check.
   *
   * @throws InvalidRunException if a file of the caller cannot be read
   */
  public ContainerRun resolve(ContainerRun run) {
    return resolved(defaults.on(run));
  }

  private ContainerRun resolved(ContainerRun run) {
    return defaults.withProxies(run.resolve(new ProcessEnvironment()));
  }

  /** Rejects a detached run where its streams are needed. */
  public static void requireAttached(ContainerRun run) {
    if (run.is(ContainerRun.DETACH)) {
      throw broken(
          "open-attaches",
          "detach",
          "open attaches to the streams of the container, but a detached run has none",
          "use start, or drop --detach");
    }
  }

  /** Rejects options that make no sense for a run that is waited for. */
  public static void requireOneShot(ContainerRun run, Input input) {
    if (run.is(ContainerRun.DETACH)) {
      throw broken(
          "run-waits",
          "detach",
          "run waits for the exit of the container, but a detached run is not waited for",
          "use start, or drop --detach");
    }
    if (InputSource.isGiven(input) && !run.is(ContainerRun.INTERACTIVE)) {
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
            new Violation(rule, Severity.ERROR, false, List.of(flag), "--" + flag, problem, fix)));
  }
}
