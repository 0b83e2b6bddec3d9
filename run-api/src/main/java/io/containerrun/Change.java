package io.containerrun;

import io.containerrun.internal.text.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One difference between two runs.
 *
 * <pre>{@code
 * deployed.diff(wanted).forEach(System.out::println);     // --memory 256m -> --memory 512m
 * }</pre>
 *
 * @param subject {@code image}, {@code command}, {@code silence}, or the flag of the option without
 *     dashes
 * @param before how it is, as on a command line; empty where it is not set. Secrets are masked
 * @param after how it is to be, likewise
 */
public record Change(String subject, String before, String after) {

  /** Holds the three texts. */
  public Change {
    Objects.requireNonNull(subject, "subject");
    before = Secrets.masked(Objects.requireNonNull(before, "before"));
    after = Secrets.masked(Objects.requireNonNull(after, "after"));
  }

  static List<Change> between(ContainerRun one, ContainerRun other) {
    List<Change> changes = new ArrayList<>();
    if (!one.image().equals(other.image())) {
      changes.add(new Change("image", one.image().toString(), other.image().toString()));
    }
    if (!one.command().equals(other.command())) {
      changes.add(new Change("command", shown(one.command()), shown(other.command())));
    }
    SortedSet<Option<?>> options = new TreeSet<>(one.options());
    options.addAll(other.options());
    for (Option<?> option : options) {
      if (!one.get(option).equals(other.get(option))) {
        changes.add(new Change(option.flag(), shown(one, option), shown(other, option)));
      }
    }
    if (!one.silenced().equals(other.silenced())) {
      changes.add(
          new Change(
              "silence", String.join(", ", one.silenced()), String.join(", ", other.silenced())));
    }
    return changes;
  }

  private static String shown(ContainerRun run, Option<?> option) {
    return ShellWords.join(run.maskedWords(option));
  }

  private static String shown(List<String> words) {
    return ShellWords.join(words.stream().map(Secrets::masked).toList());
  }

  /** Both sides in one line: {@code --memory 256m -> --memory 512m}. */
  @Override
  public String toString() {
    return (before.isEmpty() ? "(none)" : before) + " -> " + (after.isEmpty() ? "(none)" : after);
  }
}
