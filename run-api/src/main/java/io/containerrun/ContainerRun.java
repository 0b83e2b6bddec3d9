package io.containerrun;

import io.containerrun.value.ImageReference;
import io.containerrun.value.StandardStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code docker run} is asked to do: an image, a command, and options.
 *
 * <pre>{@code
 * ContainerRun web =
 *     ContainerRun.of("nginx:1.27").name("web").publish(8080, 80).memory(Size.mebibytes(256));
 * ContainerRun same =
 *     ContainerRun.parse("docker run --name web -p 8080:80 -m 256m nginx:1.27");
 * web.equals(same);          // true
 * web.toCommandLine();       // docker run --memory 256m --name web --publish 8080:80 nginx:1.27
 * }</pre>
 *
 * <p>A run is a value. It never changes: each method returns a changed copy. It may be shared
 * between threads, compared, and used as a key. Nothing here talks to an engine or reads a file.
 */
public final class ContainerRun
    implements AttachOptions<ContainerRun>,
        HealthOptions<ContainerRun>,
        IdentityOptions<ContainerRun>,
        LifecycleOptions<ContainerRun>,
        LoggingOptions<ContainerRun>,
        MetadataOptions<ContainerRun>,
        NetworkOptions<ContainerRun>,
        PlatformOptions<ContainerRun>,
        ProcessOptions<ContainerRun>,
        ResourceOptions<ContainerRun>,
        SecurityOptions<ContainerRun>,
        StorageOptions<ContainerRun> {

  private final ImageReference image;
  private final List<String> command;
  private final Settings settings;
  private final Set<String> silenced;

  ContainerRun(ImageReference image, List<String> command, Settings settings) {
    this(image, command, settings, Set.of());
  }

  private ContainerRun(
      ImageReference image, List<String> command, Settings settings, Set<String> silenced) {
    this.image = Objects.requireNonNull(image, "image");
    this.command = List.copyOf(command);
    this.settings = settings;
    this.silenced = silenced;
  }

  /**
   * A run of an image with its own command and no options.
   *
   * @param image a reference such as {@code alpine:3} or {@code
   *     registry.example.com/team/app@sha256:…}
   * @throws IllegalArgumentException if the text is no image reference
   */
  public static ContainerRun of(String image) {
    return of(ImageReference.parse(image));
  }

  /** A run of an image with its own command and no options. */
  public static ContainerRun of(ImageReference image) {
    return new ContainerRun(image, List.of(), new Settings());
  }

  /**
   * Reads a command line as it is typed into a shell: {@code docker run -d -p 8080:80 nginx}.
   *
   * <p>Quotes, escapes, line continuations and comments are understood; {@code docker run} in front
   * may be left out. What a shell would compute ({@code $HOME}, {@code $(pwd)}, {@code |}) is
   * refused. {@link RunLine} says what may stand in front, and reads what is no part of the run.
   *
   * @throws CommandLineException if the line cannot be read; it names the word and its position
   */
  public static ContainerRun parse(String line) {
    return RunLine.parse(line).run();
  }

  /**
   * Reads the words after {@code docker run}, already split. That and what else a line may have in
   * front is understood as well; an image of such a name follows the word {@code --}.
   *
   * @throws CommandLineException if the words cannot be read; it names the word and its position
   */
  public static ContainerRun parse(List<String> arguments) {
    return CommandLine.read(arguments);
  }

  /** The image that the container is made of. */
  public ImageReference image() {
    return image;
  }

  /** The same run of another image. */
  @CheckReturnValue
  public ContainerRun image(String reference) {
    return new ContainerRun(ImageReference.parse(reference), command, settings, silenced);
  }

  /** The command and its arguments; empty for the image's own command. */
  public List<String> command() {
    return command;
  }

  /**
   * Runs this command in place of the image's own, or passes it to the entry point if there is one.
   *
   * @param words the program and its arguments; no shell splits or expands them
   */
  @CheckReturnValue
  public ContainerRun command(String... words) {
    return command(List.of(words));
  }

  /** Runs this command in place of the image's own; no words at all mean the image's own. */
  @CheckReturnValue
  public ContainerRun command(List<String> words) {
    return new ContainerRun(image, words, settings, silenced);
  }

  @Override
  public <V> Optional<V> get(Option<V> option) {
    return settings.get(option);
  }

  /** The options that are set, sorted by flag. */
  public Set<Option<?>> options() {
    return settings.options();
  }

  /**
   * The values of an option as texts, one for each time that its flag stands on the command line;
   * none where it is not set. Secrets are spelled out.
   */
  public List<String> texts(Option<?> option) {
    Setting<?> setting = settings.of(option);
    return setting == null ? List.of() : setting.texts();
  }

  /**
   * What must be changed in this run to make the other of it: image, command and options, in a
   * stable order; empty for equal runs.
   */
  public List<Change> diff(ContainerRun other) {
    return Change.between(this, other);
  }

  /**
   * The standard streams that the caller is attached to: those of {@code --attach}, or standard
   * output and error where none is named; standard input also with {@code --interactive}; none with
   * {@code --detach}.
   */
  public Set<StandardStream> attachedStreams() {
    if (is(DETACH)) {
      return Set.of();
    }
    List<StandardStream> named = all(ATTACH);
    Set<StandardStream> attached =
        named.isEmpty()
            ? EnumSet.of(StandardStream.STDOUT, StandardStream.STDERR)
            : EnumSet.copyOf(named);
    if (is(INTERACTIVE)) {
      attached.add(StandardStream.STDIN);
    }
    return Collections.unmodifiableSet(attached);
  }

  /** The Java code that makes an equal run, ready to paste. Secrets are spelled out. */
  public String toJava() {
    return JavaCode.of(this);
  }

  @Override
  public <V> ContainerRun with(Option<V> option, V value) {
    return with(settings.with(option, Objects.requireNonNull(value, "value")));
  }

  @Override
  public ContainerRun without(Option<?> option) {
    return with(settings.without(option));
  }

  ContainerRun adding(Option<?> option, Object occurrence) {
    return with(settings.plus(option, occurrence));
  }

  private ContainerRun with(Settings changed) {
    return new ContainerRun(image, command, changed, silenced);
  }

  List<String> maskedWords(Option<?> option) {
    Setting<?> setting = settings.of(option);
    return setting == null ? List.of() : setting.maskedWords();
  }

  List<String> content(Option<?> option) {
    Setting<?> setting = settings.of(option);
    return setting == null ? List.of() : setting.content();
  }

  /** The first version of the API that knows an option and the value that it is set to. */
  Optional<ApiVersion> since(Option<?> option) {
    Setting<?> setting = settings.of(option);
    return setting == null ? Optional.empty() : setting.since();
  }

  Collection<Setting<?>> settings() {
    return settings.all();
  }

  /**
   * All that is wrong or doubtful about the run, as far as the run alone shows; empty if nothing
   * is. The order is stable.
   */
  public List<Violation> validate() {
    return Validation.check(this);
  }

  /**
   * The same with what only a certain engine refuses or drops: options that it is too old for, or
   * that its operating system, its host or its setup do not have. What is not known of the engine
   * counts as fine.
   */
  public List<Violation> validate(Target target) {
    return Validation.check(this, Objects.requireNonNull(target, "target"));
  }

  /**
   * Passes the run on if it can work.
   *
   * @return this run
   * @throws InvalidRunException with all errors, if there are any
   */
  public ContainerRun requireValid() {
    return requireNoError(validate());
  }

  /**
   * Passes the run on if it can work on a certain engine; on a {@linkplain Target#strict() strict}
   * one also only if the engine drops none of its limits.
   *
   * @return this run
   * @throws InvalidRunException with all errors, if there are any
   */
  public ContainerRun requireValid(Target target) {
    return requireNoError(validate(target));
  }

  private ContainerRun requireNoError(List<Violation> violations) {
    List<Violation> errors = violations.stream().filter(Violation::isError).toList();
    if (!errors.isEmpty()) {
      throw new InvalidRunException(errors);
    }
    return this;
  }

  /**
   * Silences rules on this run: what breaks them is no longer among its violations, and an error
   * among it no longer keeps the run from an engine.
   *
   * <p>A docker line has no place for this: {@link #parse} reads none of it and {@link
   * #toCommandLine} leaves it out. JSON and {@link #toJava} keep it, and {@link #toString} shows
   * it.
   *
   * @param rules ids such as {@code memory-swap-implied}, as violations have them
   * @throws IllegalArgumentException if there is no such rule
   */
  @CheckReturnValue
  public ContainerRun silence(String... rules) {
    Set<String> more = new TreeSet<>(silenced);
    for (String rule : rules) {
      more.add(Validation.requireKnown(rule));
    }
    return new ContainerRun(image, command, settings, Collections.unmodifiableSet(more));
  }

  /** The ids of the rules that are silenced on this run, sorted. */
  public Set<String> silenced() {
    return silenced;
  }

  /**
   * Replaces what the run names in its environment by what it stands for: variables without a
   * value, files of variables and labels, profiles, relative paths.
   *
   * @throws InvalidRunException if a file cannot be read or understood; it has all such files
   */
  @CheckReturnValue
  public ContainerRun resolve(Environment environment) {
    List<Violation> problems = new ArrayList<>();
    Settings resolved =
        settings.resolve(
            Option.all(),
            environment,
            (option, problem) -> problems.add(unresolved(option, problem)));
    if (!problems.isEmpty()) {
      throw new InvalidRunException(problems);
    }
    return with(resolved);
  }

  private Violation unresolved(Option<?> option, Exception problem) {
    String given = ShellWords.join(maskedWords(option));
    return Violation.unresolved(
        option, given.isEmpty() ? option.toString() : given, String.valueOf(problem.getMessage()));
  }

  /**
   * The create request that an engine gets. The run is not checked; what it names on the caller's
   * side is taken as it stands, so {@link #resolve} it first.
   *
   * @param api the version of the API that the request is for
   */
  public CreateRequest request(ApiVersion api) {
    return CreateBody.of(this, Objects.requireNonNull(api, "api"));
  }

  /** The words after {@code docker run} that make an equal run. Secrets are spelled out. */
  public List<String> toArguments() {
    return CommandLine.arguments(this);
  }

  /** The line, quoted for a POSIX shell, that makes an equal run. Secrets are spelled out. */
  public String toCommandLine() {
    return "docker run " + ShellWords.join(toArguments());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContainerRun run
        && image.equals(run.image)
        && command.equals(run.command)
        && settings.equals(run.settings)
        && silenced.equals(run.silenced);
  }

  @Override
  public int hashCode() {
    return Objects.hash(image, command, settings, silenced);
  }

  /**
   * The command line, with the values of environment variables masked; what is silenced follows as
   * a comment.
   */
  @Override
  public String toString() {
    String line = "docker run " + ShellWords.join(CommandLine.maskedArguments(this));
    return silenced.isEmpty() ? line : line + " # silenced: " + String.join(", ", silenced);
  }
}
