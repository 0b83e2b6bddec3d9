package io.containerrun.engine.conformance;

import io.containerrun.ContainerRun;
import io.containerrun.InvalidRunException;
import io.containerrun.Target;
import io.containerrun.Violation;
import io.containerrun.engine.conformance.EngineProbe.Step;
import io.containerrun.engine.conformance.EngineProbe.Verdict;
import io.containerrun.engine.internal.config.ProcessEnvironment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Gives the lines of one rule to an engine, and compares. */
record RuleTrial(DocumentedRule rule, EngineProbe probe, Target target) {

  /** What a line shows of its rule. */
  enum Outcome {
    AGREES,
    SHOWS_NOTHING,
    CONTRADICTS
  }

  record Finding(String rule, String line, Outcome outcome, String why) {}

  /** Refusals that are about what the machine does not have, and not about the run. */
  private static final Pattern MISSING =
      Pattern.compile(
          "(?i)no such container|no such image|network .* not found|source path does not exist"
              + "|could not select device driver|error looking up (volume|logging) plugin"
              + "|unknown runtime specified io|requested cpus are not available"
              + "|unable to find user");

  /** Refusals that are about what others have at the moment. */
  private static final Pattern TAKEN =
      Pattern.compile("(?i)port is already allocated|address already in use");

  List<Finding> findings() throws IOException, InterruptedException {
    List<Finding> findings = new ArrayList<>();
    boolean atStart = false;
    for (String line : rule.refused()) {
      ContainerRun run = probe.run(line);
      List<String> errors = errors(run);
      if (errors.equals(List.of(rule.id()))) {
        Verdict verdict = probe.start(run);
        atStart |= verdict.step() == Step.REFUSED_AT_START;
        boolean missing = verdict.isRefusal() && MISSING.matcher(verdict.message()).find();
        findings.add(finding(line, verdict, missing, verdict.isRefusal()));
      } else {
        findings.add(noFinding(line, errors));
      }
    }
    for (String line : rule.accepted()) {
      ContainerRun run = probe.run(line);
      List<String> errors = errors(run);
      if (errors.isEmpty()) {
        Verdict verdict = atStart ? probe.start(run) : probe.create(run);
        boolean machine =
            MISSING.matcher(verdict.message()).find() || TAKEN.matcher(verdict.message()).find();
        findings.add(finding(line, verdict, machine, !verdict.isRefusal()));
      } else {
        findings.add(noFinding(line, errors));
      }
    }
    return findings;
  }

  private Finding finding(String line, Verdict verdict, boolean machine, boolean agrees) {
    Outcome outcome =
        machine ? Outcome.SHOWS_NOTHING : agrees ? Outcome.AGREES : Outcome.CONTRADICTS;
    return new Finding(rule.id(), line, outcome, verdict.step() + " " + verdict.message());
  }

  private Finding noFinding(String line, List<String> errors) {
    String why = errors.isEmpty() ? "not broken on this engine" : "here it breaks " + errors;
    return new Finding(rule.id(), line, Outcome.SHOWS_NOTHING, why);
  }

  private List<String> errors(ContainerRun run) {
    try {
      return run.resolve(new ProcessEnvironment()).validate(target).stream()
          .filter(Violation::isError)
          .map(Violation::rule)
          .toList();
    } catch (InvalidRunException unreadable) {
      return unreadable.violations().stream().map(Violation::rule).toList();
    }
  }
}
