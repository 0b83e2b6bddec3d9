package io.containerrun;

import io.containerrun.internal.text.Nearest;
import io.containerrun.internal.text.Secrets;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one option of {@code docker run}: its flag, its texts, where its value
 * stands in the create request, and what it is for.
 *
 * <pre>{@code
 * run.get(ContainerRun.MEMORY)                  // Optional<Size>
 * run.with(ContainerRun.READ_ONLY, locked)      // a switch, by condition
 * Option.all().forEach(option -> print(option.flag(), option.summary()));
 * }</pre>
 *
 * <p>There is one object for each option, a constant of the group that the option belongs to;
 * {@code ContainerRun} inherits them all. Options are ordered by flag.
 *
 * @param <V> the type of the option's value: a {@code List} or {@code Map} where the flag may be
 *     repeated
 */
public final class Option<V> implements Comparable<Option<?>> {

  /** How a flag takes its values. */
  public enum Kind {
    /** It stands alone: {@code --rm}, or {@code --rm=false}. The value is a {@code Boolean}. */
    SWITCH,
    /** It has one value; of several the last counts. */
    ONE,
    /** It may be repeated. The value is a {@code List}. */
    LIST,
    /** It may be repeated with {@code key=value}. The value is a {@code Map}. */
    MAP
  }

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final OptionBuilder<V> known;

  /** One of its own for each option, counted from 0: runs find their settings by it. */
  private final int number = COUNT.getAndIncrement();

  Option(OptionBuilder<V> known) {
    this.known = known;
  }

  /** Every option, sorted by flag. */
  public static List<Option<?>> all() {
    return Catalogue.options();
  }

  /** The option of a flag or alias, written without dashes. */
  public static Optional<Option<?>> named(String flag) {
    return Optional.ofNullable(Catalogue.byName(Objects.requireNonNull(flag, "flag")));
  }

  /** The option whose flag or alias is closest to a mistyped one, if one is close. */
  public static Optional<Option<?>> nearest(String mistyped) {
    return Nearest.to(mistyped, Catalogue.names()).flatMap(Option::named);
  }

  /** The long flag without its dashes, such as {@code memory-swap}. */
  public String flag() {
    return known.flag;
  }

  /** The one-letter flag, such as {@code m}. */
  public Optional<Character> letter() {
    return Optional.ofNullable(known.letter);
  }

  /** Other long flags for the same option, such as {@code net} for {@code network}. */
  public List<String> aliases() {
    return known.aliases;
  }

  /** The fluent method that sets the option, such as {@code memorySwap}. */
  String method() {
    return known.method;
  }

  /** What the flag's value looks like, such as {@code <number>[<unit>]}; empty for a switch. */
  String grammar() {
    return known.grammar;
  }

  /** How the flag takes its values. */
  public Kind kind() {
    return known.codec.kind;
  }

  /** Whether the flag stands alone and takes a value only as {@code --flag=false}. */
  public boolean isSwitch() {
    return kind() == Kind.SWITCH;
  }

  /** What holds where the option is not set, as text. */
  public String byDefault() {
    return known.byDefault;
  }

  /**
   * The paths of the value in the create request: {@code HostConfig.Memory} in the body, {@code
   * ?name} in the query. None for an option that stays on the client.
   */
  public List<String> paths() {
    return known.paths;
  }

  /** Whether the option acts on the client alone and never reaches the engine. */
  public boolean isClientSide() {
    return known.paths.isEmpty();
  }

  /** Where the value stands in the request of an exec; empty for an option that exec has not. */
  Optional<String> execPath() {
    return Optional.of(known.execPath).filter(path -> !path.isEmpty());
  }

  /** Whether a container that exists can be updated with the option. */
  public boolean isUpdatable() {
    return known.updatable;
  }

  /**
   * The first version of the Engine API with which an update reaches the container; empty for 1.24
   * and before. Older engines drop the option from an update without a word.
   */
  public Optional<ApiVersion> updatableSince() {
    return Optional.ofNullable(known.updatableSince);
  }

  /** The first version of the Engine API that knows the option; empty for 1.24 and before. */
  public Optional<ApiVersion> since() {
    return Optional.ofNullable(known.since);
  }

  /**
   * The only operating system of the engine that has the option: {@code linux}, {@code windows}.
   */
  public Optional<String> system() {
    return Optional.ofNullable(known.system);
  }

  /** Why the option should no longer be used. */
  public Optional<String> deprecated() {
    return Optional.ofNullable(known.deprecated);
  }

  /** What the option does, in one sentence. */
  public String summary() {
    return known.summary;
  }

  /** A value as typed on a command line; {@code true} or {@code false} for a switch. */
  public String example() {
    return known.example;
  }

  @Override
  public int compareTo(Option<?> other) {
    return flag().compareTo(other.flag());
  }

  /** The flag with its dashes: {@code --memory}. */
  @Override
  public String toString() {
    return "--" + flag();
  }

  /** Whether each occurrence of the flag adds to the value. */
  boolean isRepeatable() {
    return kind() == Kind.LIST || kind() == Kind.MAP;
  }

  /** What one occurrence of the flag says. */
  Object occurrence(String text) {
    try {
      return known.codec.occurrence(text);
    } catch (IllegalArgumentException refused) {
      if (Secrets.masked(text).equals(text)) {
        throw refused;
      }
      // Without the cause, whose message may be about a part of the text.
      throw new IllegalArgumentException(
          Secrets.maskedReason(String.valueOf(refused.getMessage()), text));
    }
  }

  V joined(@Nullable V before, List<Object> occurrences) {
    return known.codec.join(before, occurrences);
  }

  @Nullable V canonical(V value) {
    return known.codec.canonical(known.canonical.apply(value));
  }

  /** The values of the flag as texts, one for each time that it stands on a command line. */
  List<String> texts(V value) {
    return known.codec.print(value);
  }

  /** The flag with each of its values, as words of a command line. */
  List<String> words(V value) {
    return words(texts(value));
  }

  /** The same with secrets masked, for messages and logs. */
  List<String> maskedWords(V value) {
    return words(known.codec.show(value).stream().map(Secrets::masked).toList());
  }

  private List<String> words(List<String> texts) {
    return texts.stream().flatMap(this::words).toList();
  }

  private Stream<String> words(String text) {
    if (!isSwitch()) {
      return Stream.of("--" + flag(), text);
    }
    return Stream.of(text.equals("true") ? "--" + flag() : "--" + flag() + "=" + text);
  }

  /** Whether a value that cannot be read does no harm where a later one replaces it. */
  boolean isCheckedLate() {
    return known.checkedLate;
  }

  /** Whether the values may be shown in messages and logs. */
  boolean isSecret() {
    return known.secret;
  }

  /** The first version of the API that knows the option and this value of it. */
  Optional<ApiVersion> since(V value) {
    Optional<ApiVersion> ofValue = known.valueSince.apply(value);
    return ofValue.filter(it -> known.since == null || it.isAtLeast(known.since)).or(this::since);
  }

  /** How many options there are. */
  static int count() {
    return COUNT.get();
  }

  /** The number of this one, less than their count. */
  int number() {
    return number;
  }

  void write(V value, CreateBody body) {
    known.writer.accept(value, body);
  }

  /**
   * A run with the value that a request has for the option; the run itself if it has none, or none
   * that the option can say.
   */
  ContainerRun readInto(ContainerRun run, RequestReading request) {
    try {
      List<?> found = known.finder.apply(request);
      return found.isEmpty() ? run : run.with(this, known.codec.join(null, List.copyOf(found)));
    } catch (IllegalArgumentException unsayable) {
      return run; // CreateRequest.unread names it
    }
  }

  /** The value with names and paths of the caller replaced by what they stand for. */
  V resolve(V value, Environment environment) throws IOException {
    return known.resolver.resolve(value, environment);
  }

  /** What the caller has in the files that the value names; nothing for most options. */
  List<String> content(V value, Environment environment) throws IOException {
    return known.reader.resolve(value, environment);
  }

  void writeContent(List<String> lines, RequestData data) {
    known.contentWriter.accept(lines, data);
  }

  void writeExec(V value, RequestData data) {
    known.exec.accept(value, data);
  }

  /** What the environment says where the option is not set. */
  Optional<Setting<V>> unset(Environment environment) {
    Optional<V> value = known.unset.apply(environment);
    return value.isPresent() ? Optional.of(new Setting<>(this, value.get())) : Optional.empty();
  }
}
