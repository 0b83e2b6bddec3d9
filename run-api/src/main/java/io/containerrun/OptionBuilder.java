package io.containerrun;

import io.containerrun.internal.text.Booleans;
import io.containerrun.value.KeyValue;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An option in the making, read from top to bottom in the groups. {@link #example} comes last and
 * gives the option: none is made without its example.
 *
 * @param <V> the type of the option's value
 */
final class OptionBuilder<V> {

  /** Finds what a value names in the environment. */
  @FunctionalInterface
  interface Resolver<V, T> {
    T resolve(V value, Environment environment) throws IOException;
  }

  final String flag;
  final ValueCodec<V> codec;
  boolean secret;
  @Nullable Character letter;
  List<String> aliases = List.of();
  String method;
  String grammar = "";
  String byDefault = "";
  List<String> paths = List.of();
  BiConsumer<V, CreateBody> writer = (value, body) -> {};
  Function<RequestReading, List<?>> finder = request -> List.of();
  Resolver<V, V> resolver = (value, environment) -> value;
  Resolver<V, List<String>> reader = (value, environment) -> List.of();
  BiConsumer<List<String>, RequestData> contentWriter = (lines, data) -> {};
  BiConsumer<V, RequestData> exec = (value, data) -> {};
  String execPath = "";
  UnaryOperator<V> canonical = UnaryOperator.identity();
  Function<Environment, Optional<V>> unset = environment -> Optional.empty();
  @Nullable ApiVersion since;
  Function<V, Optional<ApiVersion>> valueSince = value -> Optional.empty();
  @Nullable String system;
  @Nullable String deprecated;
  boolean checkedLate;
  boolean updatable;
  @Nullable ApiVersion updatableSince;
  String summary = "";
  String example = "";

  private OptionBuilder(String flag, ValueCodec<V> codec) {
    this.flag = flag;
    this.codec = codec;
    this.method = camelCase(flag);
  }

  /** An option that stands alone: on, or off with {@code --flag=false}. */
  static OptionBuilder<Boolean> toggle(String flag) {
    OptionBuilder<Boolean> draft =
        new OptionBuilder<>(
            flag, ValueCodec.one(Option.Kind.SWITCH, Booleans::parse, String::valueOf));
    return draft.byDefault("false");
  }

  /** An option with one value. */
  static <T> OptionBuilder<T> one(String flag, Function<String, T> parse) {
    return one(flag, parse, Object::toString);
  }

  /** An option with one value that does not print itself. */
  static <T> OptionBuilder<T> one(
      String flag, Function<String, T> parse, Function<T, String> print) {
    return new OptionBuilder<>(flag, ValueCodec.one(Option.Kind.ONE, parse, print));
  }

  /** An option with one text that is taken as it is. */
  static OptionBuilder<String> text(String flag) {
    return one(flag, Function.identity());
  }

  /** An option that may be repeated. */
  static <E> OptionBuilder<List<E>> many(String flag, Function<String, E> parse) {
    return many(flag, parse, Object::toString);
  }

  /** An option that may be repeated, of values that do not print themselves. */
  static <E> OptionBuilder<List<E>> many(
      String flag, Function<String, E> parse, Function<E, String> print) {
    return new OptionBuilder<>(flag, ValueCodec.many(parse, print));
  }

  /** A repeatable option of texts that are taken as they are. */
  static OptionBuilder<List<String>> texts(String flag) {
    return many(flag, Function.identity());
  }

  /** A repeatable option in which a later value replaces an earlier one with the same key. */
  static <E> OptionBuilder<List<E>> keyed(
      String flag, Function<String, E> parse, Function<E, String> print, Function<E, ?> key) {
    return new OptionBuilder<>(flag, ValueCodec.keyed(parse, print, key));
  }

  /** A repeatable option of named values. */
  static OptionBuilder<Map<String, String>> map(String flag, Function<String, KeyValue> parse) {
    return new OptionBuilder<>(flag, ValueCodec.map(parse));
  }

  OptionBuilder<V> letter(char letter) {
    this.letter = letter;
    return this;
  }

  OptionBuilder<V> alias(String... aliases) {
    this.aliases = List.of(aliases);
    return this;
  }

  /** Names the fluent method, where it is not the flag in camel case. */
  OptionBuilder<V> method(String method) {
    this.method = method;
    return this;
  }

  OptionBuilder<V> grammar(String grammar) {
    this.grammar = grammar;
    return this;
  }

  OptionBuilder<V> byDefault(String text) {
    this.byDefault = text;
    return this;
  }

  /** What stands behind the flag is shown in no message, not even where it cannot be read. */
  OptionBuilder<V> secret() {
    this.secret = true;
    return this;
  }

  /** The value itself stands at this path: a text, number, truth value, list or map of those. */
  OptionBuilder<V> sentAs(String path) {
    return sentAs(path, value -> value);
  }

  /** The value stands at this path in the form that the function gives. */
  OptionBuilder<V> sentAs(String path, Function<V, ?> form) {
    return sentAs((value, body) -> body.put(path, form.apply(value)), path)
        .readAs(RequestReading::textOf);
  }

  /** For what one path and one form cannot say. */
  OptionBuilder<V> sentAs(BiConsumer<V, CreateBody> writer, String... paths) {
    this.writer = writer;
    this.paths = List.of(paths);
    return this;
  }

  /**
   * The way back of {@link #sentAs(String, Function)}: the function gives docker's text of what
   * stands at the path, or of each element of a list there. Without this it is the text itself.
   */
  OptionBuilder<V> readAs(Function<@Nullable Object, String> text) {
    String path = paths.get(0);
    return readBy(
        request -> {
          Object sent = request.at(path);
          if (RequestReading.meansNone(sent)) {
            return List.of();
          }
          if (codec.kind == Option.Kind.MAP) {
            return List.copyOf(RequestReading.textMapOf(sent).entrySet());
          }
          List<?> each =
              codec.kind == Option.Kind.LIST ? RequestReading.listOf(sent) : List.of(sent);
          return each.stream().map(text).map(codec::occurrence).toList();
        });
  }

  /** The same where the value is 0 or false, which says something other than none. */
  OptionBuilder<V> readEvenEmpty() {
    String path = paths.get(0);
    return readBy(
        request -> {
          String text = RequestReading.textOf(request.at(path));
          return text.isEmpty() ? List.of() : List.of(codec.occurrence(text));
        });
  }

  /**
   * The way back of what is sent: finds the values of the flag, one for each time that it would
   * stand on a command line, or none if the request says nothing of the option.
   */
  OptionBuilder<V> readBy(Function<RequestReading, List<?>> finder) {
    this.finder = finder;
    return this;
  }

  /** These paths follow from several options at once and are written by {@link CreateBody}. */
  OptionBuilder<V> sentTogether(String... paths) {
    this.paths = List.of(paths);
    return this;
  }

  /** An exec in a container has the option too: the value stands there in its request. */
  OptionBuilder<V> exec(String path) {
    return exec(path, value -> value);
  }

  /** The same in the form that the function gives; an empty text is left out. */
  OptionBuilder<V> exec(String path, Function<V, ?> form) {
    this.execPath = path;
    this.exec =
        (value, data) -> {
          Object sent = form.apply(value);
          if (!sent.equals("")) {
            data.put(path, sent);
          }
        };
    return this;
  }

  /** An exec has the option too, and the content of its files stands there in its request. */
  OptionBuilder<V> execContent(String path) {
    this.execPath = path;
    return this;
  }

  /** A container that exists can be updated with the option. */
  OptionBuilder<V> updatable() {
    this.updatable = true;
    return this;
  }

  /** The same from an API version on; older engines drop it without a word. */
  OptionBuilder<V> updatable(int major, int minor) {
    this.updatableSince = new ApiVersion(major, minor);
    return updatable();
  }

  /**
   * For files: what the reader finds in them when the run is resolved stands beside the value,
   * which stays as it is, and is what the writer puts into the request.
   */
  OptionBuilder<V> content(
      Resolver<V, List<String>> reader,
      BiConsumer<List<String>, RequestData> writer,
      String... paths) {
    this.reader = reader;
    this.contentWriter = writer;
    this.paths = List.of(paths);
    return this;
  }

  /** Brings a value of a program into the form that its own text reads to. */
  OptionBuilder<V> canonical(UnaryOperator<V> canonical) {
    this.canonical = canonical;
    return this;
  }

  OptionBuilder<V> resolvedBy(Resolver<V, V> resolver) {
    this.resolver = resolver;
    return this;
  }

  /** What the environment says where the option is not set. */
  OptionBuilder<V> unsetResolvesTo(Function<Environment, Optional<V>> unset) {
    this.unset = unset;
    return this;
  }

  OptionBuilder<V> since(int major, int minor) {
    this.since = new ApiVersion(major, minor);
    return this;
  }

  /** For values that need a newer API than the option itself. */
  OptionBuilder<V> valueSince(Function<V, Optional<ApiVersion>> valueSince) {
    this.valueSince = valueSince;
    return this;
  }

  OptionBuilder<V> onlyOn(String system) {
    this.system = system;
    return this;
  }

  OptionBuilder<V> deprecated(String reason) {
    this.deprecated = reason;
    return this;
  }

  /** The reference client looks at the value of the last occurrence alone, after all words. */
  OptionBuilder<V> checkedLate() {
    this.checkedLate = true;
    return this;
  }

  OptionBuilder<V> summary(String sentence) {
    this.summary = sentence;
    return this;
  }

  /** Ends the draft. */
  Option<V> example(String text) {
    this.example = Objects.requireNonNull(text, "text");
    return new Option<>(this);
  }

  /** Each element in the form that the function gives: what most lists need in the request. */
  static <E> List<Object> each(List<E> elements, Function<E, ?> form) {
    return elements.stream().<Object>map(form).toList();
  }

  private static String camelCase(String flag) {
    String[] words = flag.split("-", -1);
    return words[0]
        + Arrays.stream(words)
            .skip(1)
            .map(OptionBuilder::capitalized)
            .collect(Collectors.joining());
  }

  static String capitalized(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
