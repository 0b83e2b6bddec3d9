package io.containerrun;

import io.containerrun.internal.text.Secrets;
import io.containerrun.value.EnvironmentVariable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What stands in front of the options of a run: variables, programs that start others such as
 * {@code sudo}, and {@code docker run} with docker's own options.
 */
final class LineFront {

  private static final String PROGRAMS = "docker|podman|nerdctl|finch|nvidia-docker";

  private static final String PLATFORM = "DOCKER_DEFAULT_PLATFORM";
  private static final String GPUS = "NV_GPU";

  /** Variables for the command that have an effect on the run. */
  static final Set<String> OF_THE_RUN = Set.of(PLATFORM, GPUS);

  /** Programs that start another. */
  private static final String STARTERS =
      "sudo|doas|env|time|nohup|exec|command|winpty|nice|ionice|setsid|stdbuf|timeout|npx";

  /** A folder begins with a slash, a dot or a drive, as no image does. */
  private static final String FOLDER =
      "(?:(?:\\.{0,2}/|[A-Za-z]:[/\\\\])(?:[^\\n]{0,200}[/\\\\])?)?";

  /** The programs in a regular expression. */
  static final String NAMES = FOLDER + "(?:(?:" + PROGRAMS + ")(?:\\.exe)?|" + STARTERS + ")";

  private static final Pattern PROGRAM =
      Pattern.compile(FOLDER + "(?<name>" + PROGRAMS + ")(?:\\.exe)?");

  private static final Pattern STARTER = Pattern.compile(FOLDER + "(?<name>" + STARTERS + ")");

  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=(?s:.*)");

  /** A run within one word, for a shell to read. */
  private static final Pattern QUOTED_RUN =
      Pattern.compile("(?:" + PROGRAMS + ")(?:\\.exe)? (?:container )?run ");

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_.-]+");

  /** Options of docker itself, and of the other programs, that have a value. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "config",
          "context",
          "host",
          "log-level",
          "tlscacert",
          "tlscert",
          "tlskey", //
          "connection",
          "url",
          "identity",
          "namespace",
          "address");

  private static final Set<String> SWITCHES = Set.of("debug", "tls", "tlsverify", "remote");

  private static final Map<Character, String> LETTERS =
      Map.of(
          'c',
          "context",
          'H',
          "host",
          'l',
          "log-level",
          'D',
          "debug", //
          'n',
          "namespace",
          'a',
          "address",
          'r',
          "remote");

  /** More options are not looked at, so that the time is bounded. */
  private static final int MOST_OPTIONS = 50;

  private final List<String> words;
  private final List<String> starters = new ArrayList<>();
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Map<String, String> options = new LinkedHashMap<>();
  private String program = "";
  private int length;

  private LineFront(List<String> words) {
    this.words = words;
  }

  /** The front of words; one of no words where they begin with the options of the run. */
  static LineFront of(List<String> words) {
    LineFront front = new LineFront(words);
    return front.read() ? front : new LineFront(words);
  }

  /**
   * The front of a line.
   *
   * @throws CommandLineException if the line runs something, but not in a way that is understood
   */
  static LineFront ofLine(List<String> words) {
    LineFront front = of(words);
    if (front.length == 0 && !words.isEmpty() && !words.get(0).startsWith("-")) {
      front.refuseOthers();
    }
    return front;
  }

  /** How many words it has. */
  int length() {
    return length;
  }

  /** The name of the program, without folder; empty if there is none. */
  String program() {
    return program;
  }

  /** The words between the variables and the program, such as {@code sudo -u deploy}. */
  List<String> starters() {
    return starters;
  }

  Map<String, String> variables() {
    return variables;
  }

  /** The options of the program itself, by their long names. */
  Map<String, String> options() {
    return options;
  }

  /** Options that the front sets; those of the run itself replace them. */
  Map<Option<?>, String> settings() {
    Map<Option<?>, String> settings = new LinkedHashMap<>();
    String platform = variables.getOrDefault(PLATFORM, "");
    if (!platform.isEmpty()) {
      settings.put(ContainerRun.PLATFORM, platform);
    }
    if (program.equals("nvidia-docker")) {
      settings.put(ContainerRun.RUNTIME, "nvidia");
      String gpus = variables.getOrDefault(GPUS, "");
      if (!gpus.isEmpty()) {
        settings.put(ContainerRun.ENV, "NVIDIA_VISIBLE_DEVICES=" + gpus.replace(' ', ','));
      }
    }
    return settings;
  }

  /** The run with the values that the front has for variables that it passes on. */
  ContainerRun onto(ContainerRun run) {
    List<EnvironmentVariable> known =
        run.all(ContainerRun.ENV).stream()
            .map(it -> it.resolvedBy(name -> Optional.ofNullable(variables.get(name))))
            .toList();
    return variables.isEmpty() ? run : run.with(ContainerRun.ENV, known);
  }

  private boolean read() {
    int at = 0;
    while (at < words.size()) {
      String word = words.get(at);
      int run = runOf(at, options);
      if (run > 0) {
        program = group(PROGRAM, word);
        length = run;
        return true;
      }
      if (ASSIGNMENT.matcher(word).matches()) {
        int equals = word.indexOf('=');
        variables.put(word.substring(0, equals), word.substring(equals + 1));
        at++;
      } else if (STARTER.matcher(word).matches()) {
        int next = behindStarter(at);
        starters.addAll(words.subList(at, next));
        at = next;
      } else {
        return false;
      }
    }
    return false;
  }

  /** Options of a starter may have a value in a word of their own. */
  private int behindStarter(int start) {
    String starter = group(STARTER, words.get(start));
    int operands = starter.equals("timeout") || starter.equals("npx") ? 1 : 0;
    int at = start + 1;
    boolean mayBeValue = false;
    while (at < words.size() && at < start + MOST_OPTIONS && !isNextProgram(at)) {
      boolean isOption = words.get(at).startsWith("-");
      if (!isOption && !mayBeValue && operands-- <= 0) {
        break;
      }
      mayBeValue = isOption && !words.get(at).equals("--");
      at++;
    }
    return at;
  }

  private boolean isNextProgram(int at) {
    String word = words.get(at);
    return runOf(at, new LinkedHashMap<>()) > 0
        || ASSIGNMENT.matcher(word).matches()
        || STARTER.matcher(word).matches();
  }

  /** The index behind the word run of a program; 0 if no program is here or it does not run. */
  private int runOf(int start, Map<String, String> found) {
    if (!PROGRAM.matcher(words.get(start)).matches()) {
      return 0;
    }
    int at = start + 1;
    while (at < words.size() && at <= start + MOST_OPTIONS && words.get(at).startsWith("-")) {
      int next = behindOption(at, found);
      if (next == 0) {
        return 0;
      }
      at = next;
    }
    if (at < words.size() && words.get(at).equals("container")) {
      at++;
    }
    return at < words.size() && words.get(at).equals("run") ? at + 1 : 0;
  }

  /** The index behind an option of a program and its value; 0 if there is no such option. */
  private int behindOption(int at, Map<String, String> found) {
    String word = words.get(at);
    int equals = word.indexOf('=');
    String name =
        word.startsWith("--") ? word.substring(2, equals < 0 ? word.length() : equals) : "";
    String value = equals < 0 ? null : word.substring(equals + 1);
    if (!word.startsWith("--") && word.length() > 1) {
      name = LETTERS.getOrDefault(word.charAt(1), "");
      value = word.length() == 2 ? null : word.substring(equals == 2 ? 3 : 2);
    }
    if (SWITCHES.contains(name)) {
      found.put(name, value == null ? "true" : value);
      return at + 1;
    }
    if (!WITH_VALUE.contains(name) || (value == null && at + 1 == words.size())) {
      return 0;
    }
    found.put(name, value == null ? words.get(at + 1) : value);
    return value == null ? at + 2 : at + 1;
  }

  private static String group(Pattern pattern, String word) {
    Matcher matcher = pattern.matcher(word);
    return matcher.matches() ? matcher.group("name") : "";
  }

  /** Its first word would be taken for an image, and the engine would ask a registry for it. */
  private void refuseOthers() {
    String first = words.get(0);
    int program = indexOfProgram();
    boolean runsLater = IntStream.range(1, words.size()).anyMatch(this::isRunAt);
    if (!runsLater && (program == 0 || (program > 0 && STARTER.matcher(first).matches()))) {
      throw noRun(program);
    }
    boolean runsOther = isCommand(first) && words.contains("run");
    if (runsLater || runsOther || first.equals("run") || ASSIGNMENT.matcher(first).matches()) {
      throw refused(first);
    }
  }

  /** Whether a program seems to be called: it starts another, has options, or runs something. */
  private boolean isCommand(String first) {
    String second = words.size() > 1 ? words.get(1) : "";
    return STARTER.matcher(first).matches()
        || (PLAIN_NAME.matcher(first).matches()
            && (second.equals("run") || second.startsWith("-")));
  }

  private boolean isRunAt(int at) {
    return QUOTED_RUN.matcher(words.get(at)).find() || runOf(at, new LinkedHashMap<>()) > 0;
  }

  /** The first program that is not the value of another's option; −1 if there is none. */
  private int indexOfProgram() {
    for (int at = 0; at < words.size() && at < MOST_OPTIONS; at++) {
      if (PROGRAM.matcher(words.get(at)).matches()) {
        return at;
      }
    }
    return -1;
  }

  private static CommandLineException refused(String first) {
    String shown = Secrets.withoutValue(first);
    return new CommandLineException(
        "'"
            + shown
            + "' in front of the options is not understood (word 1); begin the line with docker run,"
            + " also where this is the image",
        shown,
        1);
  }

  private CommandLineException noRun(int program) {
    int verb = program + 1;
    String word = verb < words.size() ? words.get(verb) : words.get(program);
    String shown = Secrets.withoutValue(word);
    String option =
        word.startsWith("-")
            ? ": " + shown + " is no option of " + group(PROGRAM, words.get(program)) + " itself"
            : "";
    return new CommandLineException(
        "this is no docker run line"
            + option
            + "; write docker run [OPTIONS] IMAGE [COMMAND] [ARG...]",
        shown,
        Math.min(verb + 1, words.size()));
  }
}
