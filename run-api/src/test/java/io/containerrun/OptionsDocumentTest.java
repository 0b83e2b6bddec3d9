package io.containerrun;

import io.containerrun.internal.rules.Rule;
import io.containerrun.internal.rules.Rules;
import io.containerrun.testing.Golden;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Writes {@code src-docs/options.md} from the catalogue, or fails when it is stale. */
class OptionsDocumentTest {

  private static final String HEAD =
      """
      # Options

      Every option of `docker run`, as the catalogue knows it. This page is generated: `mvn test
      -Dgolden.update=true` rewrites it.

      `ContainerRun` has the method of each option; the key beside it is the flag in capitals, such as
      `ContainerRun.MEMORY_SWAP`. *Path* is where the value stands in the create request: `?name` is a
      query parameter, the rest are paths in the body; an option without a path acts on the client
      alone. *API* is the first version of the Docker Engine API that knows the option, where that is
      later than 1.24. *exec* is where the value stands in the request of an exec, for an option that
      `ExecCommand` shares; *update* marks an option that changes a container that exists.

      """;

  @Test
  void theDocumentIsFresh() throws IOException {
    String table =
        Option.all().stream().map(OptionsDocumentTest::section).collect(Collectors.joining("\n"));
    Golden.file("../src-docs/options.md").matches(HEAD + table);
  }

  private static String section(Option<?> option) {
    return "## `"
        + option
        + "`\n\n"
        + option.summary()
        + "\n\n| | |\n|---|---|\n"
        + rows(option).collect(Collectors.joining("\n"))
        + "\n";
  }

  private static Stream<String> rows(Option<?> option) {
    return Stream.of(
            row("flags", code(flags(option))),
            row("method", code(List.of(option.method()))),
            row("value", option.isSwitch() ? "a switch" : code(List.of(option.grammar()))),
            row("default", option.byDefault()),
            row("path", option.isClientSide() ? "stays on the client" : code(option.paths())),
            row("exec", option.execPath().map(path -> code(List.of(path))).orElse("")),
            row("update", option.isUpdatable() ? update(option) : ""),
            row("API", option.since().map(ApiVersion::toString).orElse("")),
            row("engine", option.system().orElse("")),
            row("deprecated", option.deprecated().orElse("")),
            row("example", code(List.of(example(option)))),
            row("rules", code(rules(option))))
        .filter(row -> !row.isEmpty());
  }

  private static String update(Option<?> option) {
    return "of a container that exists"
        + option.updatableSince().map(since -> ", from API " + since + " on").orElse("");
  }

  private static List<String> flags(Option<?> option) {
    Stream<String> letter = option.letter().stream().map(its -> "-" + its);
    Stream<String> aliases = option.aliases().stream().map(alias -> "--" + alias);
    return Stream.of(letter, Stream.of(option.toString()), aliases).flatMap(all -> all).toList();
  }

  private static String example(Option<?> option) {
    if (option.isSwitch()) {
      return option.example().equals("true") ? option.toString() : option + "=" + option.example();
    }
    return option + " " + ShellWords.quote(option.example());
  }

  private static List<String> rules(Option<?> option) {
    return Rules.all().stream()
        .filter(rule -> rule.options().contains(option))
        .map(Rule::id)
        .toList();
  }

  private static String row(String name, String text) {
    return text.isEmpty() ? "" : "| " + name + " | " + text.replace("|", "\\|") + " |";
  }

  private static String code(List<String> texts) {
    return texts.stream().map(text -> "`" + text + "`").collect(Collectors.joining(", "));
  }
}
