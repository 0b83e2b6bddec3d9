package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.containerrun.Constraint.Holder;
import io.containerrun.internal.rules.Rules;
import io.containerrun.testing.Golden;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of each documented constraint: none is forgotten. */
class ConstraintsTest {

  /** More may come; none goes. */
  private static final int DOCUMENTED = 163;

  private static final String HEAD =
      """
      # Constraints

      The documented constraints on runs, and what holds each: [rules](rules.md) that the run alone can
      break, rules that have to know the engine, or a type that has no value for what is wrong. What nobody
      can know without the engine's host or the image is said as well. This page is generated: `mvn test
      -Dgolden.update=true` rewrites it.

      | number | says that | held how |
      |---|---|---|
      """;

  static List<Constraint> all() throws IOException {
    return Constraint.all();
  }

  static Stream<Constraint> typed() throws IOException {
    return all().stream().filter(it -> !it.holders("type").isEmpty());
  }

  static Stream<Constraint> general() throws IOException {
    return all().stream().filter(it -> !it.holders("rule").isEmpty());
  }

  @Test
  void eachStandsThereOnce() throws IOException {
    assertThat(all())
        .extracting(Constraint::number)
        .doesNotHaveDuplicates()
        .hasSizeGreaterThanOrEqualTo(DOCUMENTED);
  }

  @Test
  void rulesNameOnlySuchNumbers() throws IOException {
    List<String> numbers = all().stream().map(Constraint::number).toList();
    assertThat(Rules.all().stream().flatMap(rule -> rule.constraints().stream()).toList())
        .isSubsetOf(numbers);
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachIsHeldOrHasAReasonWhyItCannotBe(Constraint constraint) {
    assertThat(constraint.held()).isNotEmpty();
    boolean isHeld =
        !constraint.offline().isEmpty()
            || !constraint.onEngine().isEmpty()
            || !constraint.holders("type").isEmpty();
    assertThat(constraint.holders("nobody").isEmpty()).as("no reason beside").isEqualTo(isHeld);
  }

  @ParameterizedTest
  @MethodSource("typed")
  void whatATypeRefusesCannotBeWritten(Constraint constraint) {
    for (Holder type : constraint.holders("type")) {
      assertThat(type.name()).satisfies(name -> Class.forName("io.containerrun.value." + name));
      for (String line : type.lines()) {
        assertThatExceptionOfType(CommandLineException.class)
            .as(line)
            .isThrownBy(() -> ContainerRun.parse(line))
            .withMessageNotContaining("unknown")
            .satisfies(refused -> assertThat(refused.position()).isPositive());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("general")
  void whatAGeneralRuleRefusesBreaksIt(Constraint constraint) {
    for (Holder rule : constraint.holders("rule")) {
      for (String line : rule.lines()) {
        assertThat(broken(ContainerRun.parse(line))).as(line).contains(rule.name());
      }
    }
  }

  /** On an old engine, on either system, and where the caller has no good file. */
  private static Set<String> broken(ContainerRun run) {
    Set<String> rules = new TreeSet<>();
    for (String system : List.of("linux", "windows")) {
      run.validate(Target.of(system, new ApiVersion(1, 24))).stream()
          .map(Violation::rule)
          .forEach(rules::add);
    }
    ScriptedEnvironment environment =
        new ScriptedEnvironment()
            .file("taken.cid", "")
            .file("bad.env", "=x\n")
            .file("bad.json", "{");
    try {
      assertThat(run.resolve(environment)).isNotNull();
    } catch (InvalidRunException unresolved) {
      unresolved.violations().stream().map(Violation::rule).forEach(rules::add);
    }
    return rules;
  }

  @Test
  void theReportIsPrintedAndTheDocumentIsFresh() throws IOException {
    all().forEach(it -> System.out.println(it.number() + "  " + it.held()));
    String rows =
        all().stream()
            .map(it -> "| " + it.number() + " | " + it.wording() + " | " + it.held() + " |\n")
            .collect(Collectors.joining());
    Golden.file("../src-docs/constraints.md").matches(HEAD + rows);
  }
}
