package io.containerrun;

import io.containerrun.internal.rules.Rule;
import io.containerrun.internal.rules.Rules;
import io.containerrun.internal.rules.TargetRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A documented constraint, and what holds it.
 *
 * @param number such as {@code R30}
 * @param wording what it says, in our words
 * @param holders what holds it beside the rules with its number
 */
record Constraint(String number, String wording, List<Holder> holders) {

  /**
   * What holds a constraint.
   *
   * @param kind {@code type}, {@code rule} or {@code nobody}
   * @param name of the type or rule; empty for nobody
   * @param text lines that are refused, or the reason why nobody can know
   */
  record Holder(String kind, String name, String text) {

    List<String> lines() {
      return List.of(text.split(" ;; ", -1));
    }

    private static Holder read(String text) {
      int colon = text.indexOf(": ");
      String[] head = text.substring(0, colon).split(" ", -1);
      return new Holder(head[0], head.length > 1 ? head[1] : "", text.substring(colon + 2));
    }
  }

  static List<Constraint> all() throws IOException {
    try (InputStream resource =
        Objects.requireNonNull(Constraint.class.getResourceAsStream("/constraints.txt"))) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Constraint::read)
          .toList();
    }
  }

  private static Constraint read(String line) {
    String[] parts = line.split(" \\| ", -1);
    return new Constraint(parts[0], parts[1], Stream.of(parts).skip(2).map(Holder::read).toList());
  }

  List<Holder> holders(String kind) {
    return holders.stream().filter(holder -> holder.kind().equals(kind)).toList();
  }

  /** The ids of rules that a run alone can break. */
  List<String> offline() {
    return ids(Rules.all().stream().filter(rule -> !rule.needsTarget()), "caller-side");
  }

  /** The ids of rules that have to know the engine. */
  List<String> onEngine() {
    return ids(
        Rules.all().stream().filter(Rule::needsTarget),
        TargetRules.API_VERSION,
        TargetRules.ENGINE_SYSTEM);
  }

  private List<String> ids(Stream<Rule> rules, String... general) {
    return Stream.concat(
            rules.filter(rule -> rule.constraints().contains(number)).map(Rule::id),
            holders("rule").stream()
                .map(Holder::name)
                .filter(name -> List.of(general).contains(name)))
        .toList();
  }

  /** In one line what holds it; empty if nothing does. */
  String held() {
    return Stream.of(
            phrase("checked offline", offline()),
            phrase("checked against the engine's facts", onEngine()),
            phrase(
                "cannot be written, because of the type",
                holders("type").stream().map(Holder::name).distinct().toList()),
            phrase(
                "not decidable from the client",
                holders("nobody").stream().map(Holder::text).toList()))
        .filter(phrase -> !phrase.isEmpty())
        .reduce((one, other) -> one + "; " + other)
        .orElse("");
  }

  private static String phrase(String how, List<String> by) {
    return by.isEmpty() ? "" : how + ": " + String.join(", ", by);
  }
}
