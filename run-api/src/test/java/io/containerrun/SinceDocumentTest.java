package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.internal.rules.Rules;
import io.containerrun.internal.rules.TargetRules;
import io.containerrun.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Writes the list of new options of {@code src-docs/since-1.12.md} from the catalogue, or fails
 * when it is stale. What stands above the list is written by hand.
 */
class SinceDocumentTest {

  private static final Path PAGE = Path.of("../src-docs/since-1.12.md");

  private static final String HEADING = "## New since 1.12\n";

  private static final String INTRODUCTION =
      """

      The flags that the 1.12 reference lacks. This list is generated: `mvn test -Dgolden.update=true`
      rewrites it. *API* is the first version of the Docker Engine API that knows the option, where that
      is later than 1.24.

      | flag | what it does | API |
      |---|---|---|
      """;

  @Test
  void theListIsFresh() throws IOException {
    String page = Files.readString(PAGE);
    String byHand = page.substring(0, page.indexOf(HEADING));
    String rows =
        FlagsTest.flags("today").stream()
            .map(SinceDocumentTest::row)
            .collect(Collectors.joining("\n", "", "\n"));
    Golden.file(PAGE.toString()).matches(byHand + HEADING + INTRODUCTION + rows);
  }

  private static String row(String flag) {
    Option<?> option = Option.named(flag).orElseThrow();
    String what =
        option.flag().equals(flag) ? option.summary() : "Another name of `" + option + "`.";
    String old =
        option.aliases().stream().anyMatch(FlagsTest::isOld)
            ? " It was `--" + option.aliases().get(0) + "` in 1.12."
            : "";
    String api = option.since().map(ApiVersion::toString).orElse("");
    return "| `--" + flag + "` | " + what + old + " | " + api + " |";
  }

  @Test
  void whatStandsAboveTheListNamesOnlyOptionsAndRulesThatExist() throws IOException {
    String page = Files.readString(PAGE);
    String byHand = page.substring(0, page.indexOf(HEADING));
    List<String> flags =
        Pattern.compile("`--([a-z-]+[a-z])(?=[ `])")
            .matcher(byHand)
            .results()
            .map(it -> it.group(1))
            .toList();
    assertThat(flags)
        .hasSizeGreaterThan(20)
        .allSatisfy(flag -> assertThat(FlagsTest.isKnown(flag)).as(flag).isTrue());
    Set<String> rules = new TreeSet<>(TargetRules.IDS);
    Rules.all().forEach(rule -> rules.add(rule.id()));
    List<String> named =
        Pattern.compile("`([a-z]+-[a-z-]+)`")
            .matcher(byHand)
            .results()
            .map(it -> it.group(1))
            .filter(it -> !it.equals("bind-create-src"))
            .toList();
    assertThat(named).hasSizeGreaterThan(10).isSubsetOf(rules);
  }
}
