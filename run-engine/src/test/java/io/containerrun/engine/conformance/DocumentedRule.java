package io.containerrun.engine.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule as {@code src-docs/rules.md} shows it, which a test of {@code run-api} keeps fresh.
 *
 * @param id its permanent name
 * @param severity {@code error}, {@code warning} or {@code info}
 * @param enforcer who would refuse such a run otherwise: {@code client}, {@code engine}, {@code
 *     none}
 * @param engine the engine that its lines are meant for; empty for any
 * @param refused lines that break it
 * @param accepted lines that nearly do
 */
public record DocumentedRule(
    String id,
    String severity,
    String enforcer,
    Optional<String> engine,
    List<String> refused,
    List<String> accepted) {

  private static final Path DOCUMENT = Path.of("../src-docs/rules.md");
  private static final Pattern SECTION =
      Pattern.compile("(?ms)^## `([a-z0-9-]+)`$(.*?)(?=^## |\\z)");

  /** All rules, in the document's order. */
  public static List<DocumentedRule> all() throws IOException {
    List<DocumentedRule> rules = new ArrayList<>();
    Matcher section = SECTION.matcher(Files.readString(DOCUMENT));
    while (section.find()) {
      String text = section.group(2);
      rules.add(
          new DocumentedRule(
              section.group(1),
              row(text, "severity").orElseThrow(),
              row(text, "otherwise").orElseThrow(),
              row(text, "example's engine"),
              lines(text, "refused"),
              lines(text, "accepted")));
    }
    return rules;
  }

  private static Optional<String> row(String section, String name) {
    Matcher row = Pattern.compile("(?ms)^\\| " + name + " \\| (.*?) \\|$").matcher(section);
    return row.find() ? Optional.of(row.group(1)) : Optional.empty();
  }

  private static List<String> lines(String section, String name) {
    String cell = row(section, name).orElseThrow();
    return Arrays.asList(cell.substring(1, cell.length() - 1).split("`<br>`", -1));
  }
}
