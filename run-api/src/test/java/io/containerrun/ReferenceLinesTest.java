package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The classic reference: what it shows works, and what it says does not work is found. */
class ReferenceLinesTest {

  private static final ApiVersion API = new ApiVersion(1, 56);

  /**
   * A line of the resource.
   *
   * @param kind {@code good} or {@code bad}
   * @param about the system of the engine, or the rule that is broken
   */
  record Line(String kind, String about, String text) {}

  static Stream<Line> good() throws IOException {
    return lines("good");
  }

  static Stream<Line> bad() throws IOException {
    return lines("bad");
  }

  private static Stream<Line> lines(String kind) throws IOException {
    try (InputStream resource =
        Objects.requireNonNull(ReferenceLinesTest.class.getResourceAsStream("/reference.txt"))) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(kind + " "))
          .map(line -> line.split(" \\| ", 2))
          .map(parts -> new Line(kind, parts[0].substring(kind.length() + 1), parts[1]));
    }
  }

  @ParameterizedTest
  @MethodSource("good")
  void whatTheReferenceShowsIsFine(Line line) {
    assertThat(violations(ContainerRun.parse(line.text()), line.about()))
        .filteredOn(it -> it.severity() != Severity.INFO)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void whatTheReferenceSaysDoesNotWorkIsFound(Line line) {
    if (line.about().equals("unread")) {
      assertThatExceptionOfType(CommandLineException.class)
          .isThrownBy(() -> ContainerRun.parse(line.text()))
          .satisfies(refused -> assertThat(refused.position()).isPositive());
    } else {
      assertThat(violations(ContainerRun.parse(line.text()), "linux"))
          .extracting(Violation::rule)
          .contains(line.about());
    }
  }

  private static List<Violation> violations(ContainerRun run, String system) {
    List<Violation> violations = new ArrayList<>(run.validate(Target.of(system, API)));
    try {
      assertThat(run.resolve(environment())).isNotNull();
    } catch (InvalidRunException unresolved) {
      violations.addAll(unresolved.violations());
    }
    return violations;
  }

  private static ScriptedEnvironment environment() {
    return new ScriptedEnvironment()
        .file("./env.list", "# comment\nTEST_FOO=BAR\n_=x\n")
        .file("./labels", "com.example.label1=\"a label\"\n")
        .file("taken.cid", "");
  }
}
