package io.containerrun;

import io.containerrun.internal.text.Nearest;
import io.containerrun.internal.text.Secrets;
import io.containerrun.value.ImageReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads and writes the words after {@code docker run}, by the rules of the reference client: long
 * flags with {@code =} or a word of their own, letters alone, in a cluster or with the value behind
 * them, {@code --} as the end of flags, and after the image everything is command.
 */
final class CommandLine {

  private final List<String> words;

  private final SortedMap<Option<?>, Setting<?>> settings = new TreeMap<>();

  /** Values that cannot be read, but that a later occurrence may still replace. */
  private final Map<Option<?>, CommandLineException> late = new LinkedHashMap<>();

  private int next;

  /** Words before {@code first}, such as {@code docker run}, are not read; positions count them. */
  private CommandLine(List<String> words, int first) {
    this.words = words;
    this.next = first;
  }

  static RunLine read(String line) {
    ShellWords shell = ShellWords.of(line);
    LineFront front = LineFront.ofLine(shell.words());
    return LineNotes.add(read(shell.words(), front), front, shell.foreignMark());
  }

  static ContainerRun read(List<String> arguments) {
    List<String> words = List.copyOf(arguments);
    return read(words, LineFront.of(words));
  }

  private static ContainerRun read(List<String> words, LineFront front) {
    CommandLine line = new CommandLine(words, front.length());
    front.settings().forEach(line::set);
    return front.onto(line.read());
  }

  static List<String> arguments(ContainerRun run) {
    return arguments(run, Setting::words);
  }

  static List<String> maskedArguments(ContainerRun run) {
    return arguments(run, Setting::maskedWords).stream().map(Secrets::masked).toList();
  }

  private static List<String> arguments(
      ContainerRun run, Function<Setting<?>, List<String>> words) {
    Stream<String> flags = run.settings().stream().map(words).flatMap(List::stream);
    Stream<String> rest = Stream.concat(Stream.of(run.image().toString()), run.command().stream());
    List<String> all = Stream.concat(flags, rest).toList();
    return LineFront.of(all).length() == 0
        ? all
        : Stream.concat(Stream.of("--"), all.stream()).toList();
  }

  private ContainerRun read() {
    while (next < words.size()) {
      String word = words.get(next);
      if (word.length() < 2 || word.charAt(0) != '-') {
        break;
      }
      next++;
      if (word.equals("--")) {
        break;
      }
      if (word.startsWith("--")) {
        readLong(word);
      } else {
        readLetters(word);
      }
    }
    if (next == words.size()) {
      throw new CommandLineException(
          "docker run requires at least 1 argument: no image is named;"
              + " write docker run [OPTIONS] IMAGE [COMMAND] [ARG...]",
          "",
          0);
    }
    if (!late.isEmpty()) {
      throw late.values().iterator().next();
    }
    return new ContainerRun(image(), words.subList(next + 1, words.size()), new Settings(settings));
  }

  private ImageReference image() {
    refuseDamage(words.get(next));
    try {
      return ImageReference.parse(words.get(next));
    } catch (IllegalArgumentException problem) {
      String shown = Secrets.withoutValue(words.get(next));
      throw problem(String.valueOf(problem.getMessage()), shown, next + 1);
    }
  }

  private void refuseDamage(String image) {
    if (image.equals("^")) {
      throw problem("'^' is left of lines that were joined", "; delete it", image, next + 1);
    }
    if (!image.isEmpty() && CopiedCharacters.isDash(image.charAt(0))) {
      throw dash(image, next + 1);
    }
  }

  private CommandLineException dash(String word, int position) {
    String meant = Secrets.withoutValue(CopiedCharacters.withHyphens(word));
    return problem(
        "a dash that is no hyphen is in front of the flag", "; write " + meant, meant, position);
  }

  private void readLong(String word) {
    int position = next;
    int equals = word.indexOf('=');
    String name = word.substring(2, equals < 0 ? word.length() : equals);
    if (name.isEmpty() || name.startsWith("-")) {
      String shown = name.isEmpty() ? Secrets.masked(word) : Secrets.withoutValue(word);
      throw problem("bad flag syntax: " + shown, shown, position);
    }
    Option<?> option = Catalogue.byName(name);
    if (option == null) {
      throw name.equals("help") ? asksForHelp(position) : unknown(name, position);
    }
    if (equals >= 0) {
      set(option, word.substring(equals + 1));
    } else {
      set(option, option.isSwitch() ? "true" : valueOf(option, word));
    }
  }

  private void readLetters(String cluster) {
    for (int i = 1; i < cluster.length(); i++) {
      Option<?> option = Catalogue.byLetter(cluster.charAt(i));
      if (option == null && CopiedCharacters.isDash(cluster.charAt(i))) {
        throw dash(cluster, next);
      }
      if (option == null) {
        // What follows may be the value of a variable.
        String shown = cluster.contains("=") ? cluster.substring(0, i + 1) : cluster;
        throw problem(
            "unknown shorthand flag: '" + cluster.charAt(i) + "' in " + shown,
            longFlag(cluster),
            shown,
            next);
      }
      boolean last = i == cluster.length() - 1;
      if (cluster.startsWith("=", i + 1) && i + 2 < cluster.length()) {
        set(option, cluster.substring(i + 2));
        return;
      }
      if (option.isSwitch()) {
        set(option, "true");
      } else {
        set(option, last ? valueOf(option, cluster) : cluster.substring(i + 1));
        return;
      }
    }
  }

  /** The advice for a flag of which one hyphen is missing. */
  private static String longFlag(String cluster) {
    int equals = cluster.indexOf('=');
    String name = cluster.substring(1, equals < 0 ? cluster.length() : equals);
    return Catalogue.byName(name) == null ? "" : "; did you mean --" + name + "?";
  }

  private String valueOf(Option<?> option, String word) {
    if (next == words.size()) {
      throw problem(
          "flag needs an argument: " + word + "; write " + option + " " + option.example(),
          word,
          next);
    }
    return words.get(next++);
  }

  private void set(Option<?> option, String text) {
    late.remove(option);
    try {
      Object occurrence = option.occurrence(text);
      Setting<?> before = settings.get(option);
      settings.put(
          option, before == null ? Setting.first(option, occurrence) : before.plus(occurrence));
    } catch (IllegalArgumentException unreadable) {
      String shown = option.isSecret() ? "***" : Secrets.masked(text);
      String reason = String.valueOf(unreadable.getMessage());
      CommandLineException problem = problem(option + " " + shown + ": " + reason, shown, next);
      if (!option.isCheckedLate()) {
        throw problem;
      }
      late.put(option, problem);
    }
  }

  private CommandLineException unknown(String name, int position) {
    String guess =
        Nearest.to(name, Catalogue.names())
            .map(near -> "; did you mean --" + near + "?")
            .orElse("; see the list of options");
    return problem("unknown flag: --" + name, guess, "--" + name, position);
  }

  private static CommandLineException asksForHelp(int position) {
    return new CommandLineException("the line asks for help and runs nothing", "--help", position);
  }

  private CommandLineException problem(String message, String word, int position) {
    return problem(message, "", word, position);
  }

  private CommandLineException problem(String message, String advice, String word, int position) {
    return new CommandLineException(
        message + " (word " + position + " of " + words.size() + ")" + advice, word, position);
  }
}
