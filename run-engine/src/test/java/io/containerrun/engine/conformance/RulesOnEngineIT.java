package io.containerrun.engine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.Target;
import io.containerrun.engine.Engine;
import io.containerrun.engine.conformance.RuleTrial.Finding;
import io.containerrun.engine.conformance.RuleTrial.Outcome;
import io.containerrun.engine.testing.OnEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every rule that says that an engine refuses a run, held against the engine that is there: it gets
 * the rule's own lines unchecked. What contradicts a rule needs an {@link EngineReason}.
 */
@Tag("slow")
@OnEngine
@Timeout(300)
class RulesOnEngineIT {

  private static final int AT_ONCE = 4;

  @Test
  void theEngineRefusesAndAcceptsAsTheRulesSay() throws Exception {
    try (Engine engine = Engine.connect();
        EngineProbe probe = new EngineProbe(engine.apiVersion())) {
      Target target = engine.target();
      List<Finding> findings = findings(probe, target);
      report(findings, target);
      List<Finding> contradicting =
          findings.stream().filter(it -> it.outcome() == Outcome.CONTRADICTS).toList();
      assertThat(contradicting)
          .filteredOn(it -> EngineReason.of(it.rule(), target).isEmpty())
          .isEmpty();
      assertThat(EngineReason.holdingOn(target))
          .as("reasons that are needed no more")
          .extracting(EngineReason::rule)
          .isSubsetOf(contradicting.stream().map(Finding::rule).collect(Collectors.toSet()));
    }
  }

  private static List<Finding> findings(EngineProbe probe, Target target) throws Exception {
    List<Callable<List<Finding>>> trials = new ArrayList<>();
    for (DocumentedRule rule : DocumentedRule.all()) {
      if (rule.enforcer().equals("engine") && rule.severity().equals("error")) {
        trials.add(new RuleTrial(rule, probe, target)::findings);
      }
    }
    List<Finding> findings = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
    try {
      for (Future<List<Finding>> its : pool.invokeAll(trials)) {
        findings.addAll(its.get());
      }
    } finally {
      pool.shutdownNow();
    }
    return findings;
  }

  private static void report(List<Finding> findings, Target target) {
    for (Outcome outcome : Outcome.values()) {
      List<Finding> its = findings.stream().filter(it -> it.outcome() == outcome).toList();
      System.out.printf("rules on the engine: %d lines, %s%n", its.size(), outcome);
      if (outcome != Outcome.AGREES) {
        its.forEach(it -> System.out.println("  " + line(it, target)));
      }
    }
  }

  private static String line(Finding finding, Target target) {
    String reason = EngineReason.of(finding.rule(), target).map(why -> " (" + why + ")").orElse("");
    return finding.rule() + reason + ": " + finding.line() + ": " + finding.why();
  }
}
