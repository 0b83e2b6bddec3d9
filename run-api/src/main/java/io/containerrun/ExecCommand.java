package io.containerrun;

import io.containerrun.internal.text.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code docker exec} is asked to do in a container that runs: a command, and the options that
 * an exec shares with a run.
 *
 * <pre>{@code
 * ExecCommand migrate =
 *     ExecCommand.of("bin/migrate", "--all").user("app").workdir("/srv").env("MODE", "batch");
 * }</pre>
 *
 * <p>A value: each method returns a changed copy. It may be shared between threads. What {@code
 * docker exec} has as {@code --detach} is a method of the container.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class ExecCommand
    implements IdentityOptions<ExecCommand>, ProcessOptions<ExecCommand> {

  private final List<String> command;
  private final Settings settings;

  private ExecCommand(List<String> command, Settings settings) {
    this.command = List.copyOf(command);
    this.settings = settings;
    if (command.isEmpty() || command.get(0).isEmpty()) {
      throw Secrets.refusal("exec without a command: name the program to execute");
    }
    // Engines refuse it only when the program is to start, and no rule looks at an exec.
    String workdir = get(WORKDIR).orElse("");
    if (!workdir.isEmpty() && !workdir.startsWith("/")) {
      throw Secrets.refusal(
          "--workdir " + workdir + ": the path is not absolute; begin it with a slash");
    }
  }

  /**
   * A command without options.
   *
   * @throws IllegalArgumentException if the program is empty
   */
  public static ExecCommand of(String program, String... arguments) {
    List<String> words = new ArrayList<>(List.of(program));
    words.addAll(List.of(arguments));
    return of(words);
  }

  /**
   * A command without options.
   *
   * @param words the program and its arguments; no shell splits or expands them
   * @throws IllegalArgumentException if there is no program
   */
  public static ExecCommand of(List<String> words) {
    return new ExecCommand(words, new Settings());
  }

  /** The program and its arguments. */
  public List<String> command() {
    return command;
  }

  @Override
  public <V> Optional<V> get(Option<V> option) {
    return settings.get(option);
  }

  /** The options that are set, sorted by flag. */
  public Set<Option<?>> options() {
    return settings.options();
  }

  @Override
  public <V> ExecCommand with(Option<V> option, V value) {
    Objects.requireNonNull(value, "value");
    requireKnown(option);
    return new ExecCommand(command, settings.with(option, value));
  }

  ExecCommand adding(Option<?> option, Object occurrence) {
    requireKnown(option);
    return new ExecCommand(command, settings.plus(option, occurrence));
  }

  private static void requireKnown(Option<?> option) {
    if (option.execPath().isEmpty()) {
      throw Secrets.refusal(
          option + ": an exec has no such option; use some of " + Catalogue.ofExec());
    }
  }

  @Override
  public ExecCommand without(Option<?> option) {
    return new ExecCommand(command, settings.without(option));
  }

  /**
   * Replaces what the command names in its environment, files and variables, by what it stands for.
   *
   * @throws ContainerRunException if a file cannot be read or understood
   */
  public ExecCommand resolve(Environment environment) {
    Settings resolved =
        settings.resolve(
            Catalogue.ofExec(),
            environment,
            (option, problem) -> {
              throw new ContainerRunException(option + ": " + problem.getMessage(), problem);
            });
    return new ExecCommand(command, resolved);
  }

  /** The request that creates the exec; {@link #resolve} it first. */
  public Map<String, Object> request() {
    RequestData data = new RequestData();
    data.put("Cmd", command);
    List.of("AttachStdin", "Tty", "Privileged").forEach(name -> data.put(name, false));
    List.of("AttachStdout", "AttachStderr").forEach(name -> data.put(name, true));
    settings.all().forEach(setting -> setting.writeExec(data));
    return new LinkedHashMap<>(data.body());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ExecCommand exec
        && command.equals(exec.command)
        && settings.equals(exec.settings);
  }

  @Override
  public int hashCode() {
    return Objects.hash(command, settings);
  }

  /** The words after {@code docker exec}, with the values of environment variables masked. */
  @Override
  public String toString() {
    List<String> words = new ArrayList<>(settings.maskedWords());
    command.forEach(word -> words.add(Secrets.masked(word)));
    return "docker exec " + ShellWords.join(words);
  }
}
