package io.containerrun;

import io.containerrun.internal.rules.Rule;
import io.containerrun.internal.rules.Rules;
import io.containerrun.testing.Golden;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Writes {@code src-docs/rules.md} from the rules, or fails when it is stale. */
class RulesDocumentTest {

  private static final String HEAD =
      """
      # Rules

      What `validate()` checks of a run beyond the form of each value. This page is generated: `mvn test
      -Dgolden.update=true` rewrites it.

      *Otherwise* says who would refuse such a run if the rule did not: the reference client, the engine,
      or neither. Two further rules follow from the [options](options.md) themselves and need to know the
      engine: `api-version` and `engine-system`. `caller-side` reports what a run names in its
      environment and that cannot be read, when the run is resolved. [Constraints](constraints.md) says what
      holds each documented constraint.

      A rule with an example's engine needs a `Target`: `validate(target)`, and every run that an `Engine`
      executes. What is not known of the target breaks no rule. A limit that an engine would drop is a
      warning, and an error for `target.strict()`. `run.silence("id")` silences a rule on one run.

      """;

  @Test
  void theDocumentIsFresh() throws IOException {
    String rules =
        Rules.all().stream().map(RulesDocumentTest::section).collect(Collectors.joining("\n"));
    Golden.file("../src-docs/rules.md").matches(HEAD + rules);
  }

  private static String section(Rule rule) {
    return "## `"
        + rule.id()
        + "`\n\n"
        + problem(rule)
        + ": "
        + rule.fix()
        + ".\n\n| | |\n|---|---|\n| severity | "
        + name(rule.severity())
        + (rule.drops() ? ", error for a strict target" : "")
        + " |\n| otherwise | "
        + name(rule.enforcer())
        + " |\n| options | "
        + options(rule)
        + engine(rule)
        + " |\n| refused | "
        + code(rule.rejects())
        + " |\n| accepted | "
        + code(rule.accepts())
        + " |\n";
  }

  private static String problem(Rule rule) {
    Target shownOn = rule.shownOn();
    ContainerRun run = ContainerRun.parse(rule.rejects().get(0));
    List<Violation> violations = shownOn == null ? run.validate() : run.validate(shownOn);
    return violations.stream()
        .filter(violation -> violation.rule().equals(rule.id()))
        .map(Violation::problem)
        .findFirst()
        .orElseThrow();
  }

  private static String options(Rule rule) {
    return rule.options().isEmpty()
        ? "none, the command"
        : code(rule.options().stream().map(Option::toString).toList());
  }

  private static String engine(Rule rule) {
    Target shownOn = rule.shownOn();
    return shownOn == null ? "" : " |\n| example's engine | " + shownOn;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String code(List<String> texts) {
    return texts.stream().map(text -> "`" + text + "`").collect(Collectors.joining("<br>"));
  }
}
