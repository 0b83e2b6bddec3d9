package io.containerrun;

import io.containerrun.internal.rules.Rules;
import io.containerrun.internal.rules.RunDetails;
import io.containerrun.internal.text.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks the rules about a run: the one class here that knows their package. */
final class Validation implements RunDetails {

  private final ContainerRun run;

  private Validation(ContainerRun run) {
    this.run = run;
  }

  static List<Violation> check(ContainerRun run) {
    return Rules.check(run, new Validation(run));
  }

  static List<Violation> check(ContainerRun run, Target target) {
    return Rules.check(run, target, new Validation(run));
  }

  static Set<Fact<?>> factsFor(ContainerRun run) {
    return Rules.factsFor(run);
  }

  static String requireKnown(String rule) {
    return Rules.requireKnown(rule);
  }

  @Override
  public List<String> maskedWords(Option<?> option) {
    return run.maskedWords(option);
  }

  @Override
  public List<String> shown(Option<?> option) {
    List<String> words = maskedWords(option);
    if (option.isSwitch()) {
      return words;
    }
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < words.size(); i += 2) {
      shown.add(words.get(i) + " " + ShellWords.quote(words.get(i + 1)));
    }
    return shown;
  }

  @Override
  public String shownCommand() {
    return ShellWords.join(run.command().stream().map(Secrets::masked).toList());
  }

  @Override
  public List<String> content(Option<?> option) {
    return run.content(option);
  }

  @Override
  public List<String> texts(Option<?> option) {
    return run.texts(option);
  }

  @Override
  public Optional<ApiVersion> since(Option<?> option) {
    return run.since(option);
  }
}
