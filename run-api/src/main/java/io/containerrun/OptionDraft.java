package io.containerrun;

import io.containerrun.internal.text.Booleans;
import io.containerrun.value.KeyValue;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
final class OptionDraft<V> {

  /** Puts a value into a create request. */
  @FunctionalInterface
  interface Wire<V> {
    void write(V value, CreateBody body);
  }

  /** Puts a value into any request. */
  @FunctionalInterface
  interface DataWire<V> {
    void write(V value, RequestData data);
  }

  /** Replaces what a value names on the caller's side by what it stands for. */
  @FunctionalInterface
  interface Resolver<V> {
    V resolve(V value, Caller caller) throws IOException;
  }

  /** Reads what a value names on the caller's side and what stays beside the value until then. */
  @FunctionalInterface
  interface Reader<V> {
    List<String> read(V value, Caller caller) throws IOException;
  }

  final String flag;
  final Occurrences<V> occurrences;
  Function<V, List<String>> masked;
  boolean secret;
  @Nullable Character letter;
  List<String> aliases = List.of();
  String method;
  String grammar = "";
  String byDefault = "";
  List<String> places = List.of();
  Wire<V> wire = (value, body) -> {};
  Resolver<V> resolver = (value, caller) -> value;
  Reader<V> reader = (value, caller) -> List.of();
  DataWire<List<String>> contentWire = (lines, data) -> {};
  DataWire<V> exec = (value, data) -> {};
  String execPlace = "";
  UnaryOperator<V> canonical = UnaryOperator.identity();
  Function<Caller, Optional<V>> unset = caller -> Optional.empty();
  @Nullable ApiVersion since;
  Function<V, Optional<ApiVersion>> valueSince = value -> Optional.empty();
  @Nullable String system;
  @Nullable String deprecated;
  boolean checkedLate;
  boolean updatable;
  @Nullable ApiVersion updatableSince;
  String summary = "";
  String example = "";

  private OptionDraft(String flag, Occurrences<V> occurrences) {
    this.flag = flag;
    this.occurrences = occurrences;
    this.masked = occurrences::print;
    this.method = camelCase(flag);
  }

  /** An option that stands alone: on, or off with {@code --flag=false}. */
  static OptionDraft<Boolean> toggle(String flag) {
    OptionDraft<Boolean> draft =
        new OptionDraft<>(
            flag, Occurrences.one(Option.Kind.SWITCH, Booleans::parse, String::valueOf));
    return draft.byDefault("false");
  }

  /** An option with one value. */
  static <T> OptionDraft<T> one(String flag, Function<String, T> parse) {
    return one(flag, parse, Object::toString);
  }

  /** An option with one value that does not print itself. */
  static <T> OptionDraft<T> one(String flag, Function<String, T> parse, Function<T, String> print) {
    return new OptionDraft<>(flag, Occurrences.one(Option.Kind.ONE, parse, print));
  }

  /** An option with one text that is taken as it is. */
  static OptionDraft<String> text(String flag) {
    return one(flag, Function.identity());
  }

  /** An option that may be repeated. */
  static <E> OptionDraft<List<E>> many(String flag, Function<String, E> parse) {
    return many(flag, parse, Object::toString);
  }

  /** An option that may be repeated, of values that do not print themselves. */
  static <E> OptionDraft<List<E>> many(
      String flag, Function<String, E> parse, Function<E, String> print) {
    return new OptionDraft<>(flag, Occurrences.many(parse, print));
  }

  /** A repeatable option of texts that are taken as they are. */
  static OptionDraft<List<String>> texts(String flag) {
    return many(flag, Function.identity());
  }

  /** A repeatable option in which a later value replaces an earlier one with the same key. */
  static <E> OptionDraft<List<E>> keyed(
      String flag, Function<String, E> parse, Function<E, String> print, Function<E, ?> key) {
    return new OptionDraft<>(flag, Occurrences.keyed(parse, print, key));
  }

  /** A repeatable option of named values. */
  static OptionDraft<Map<String, String>> map(String flag, Function<String, KeyValue> parse) {
    return new OptionDraft<>(flag, Occurrences.map(parse));
  }

  OptionDraft<V> letter(char letter) {
    this.letter = letter;
    return this;
  }

  OptionDraft<V> alias(String... aliases) {
    this.aliases = List.of(aliases);
    return this;
  }

  /** Names the fluent method, where it is not the flag in camel case. */
  OptionDraft<V> method(String method) {
    this.method = method;
    return this;
  }

  OptionDraft<V> grammar(String grammar) {
    this.grammar = grammar;
    return this;
  }

  OptionDraft<V> byDefault(String text) {
    this.byDefault = text;
    return this;
  }

  /** Says how the value is shown where secrets must not be. */
  OptionDraft<V> secret(Function<V, List<String>> masked) {
    this.masked = masked;
    this.secret = true;
    return this;
  }

  /** The value itself stands at this place: a text, number, truth value, list or map of those. */
  OptionDraft<V> wire(String place) {
    return wire(place, value -> value);
  }

  /** The value stands at this place in the form that the function gives. */
  OptionDraft<V> wire(String place, Function<V, ?> form) {
    return wire((value, body) -> body.put(place, form.apply(value)), place);
  }

  /** For what one place and one form cannot say. */
  OptionDraft<V> wire(Wire<V> wire, String... places) {
    this.wire = wire;
    this.places = List.of(places);
    return this;
  }

  /** These places follow from several options at once and are written by {@link CreateBody}. */
  OptionDraft<V> wiredTogether(String... places) {
    this.places = List.of(places);
    return this;
  }

  /** An exec in a container has the option too: the value stands there in its request. */
  OptionDraft<V> exec(String place) {
    return exec(place, value -> value);
  }

  /** The same in the form that the function gives; an empty text is left out. */
  OptionDraft<V> exec(String place, Function<V, ?> form) {
    this.execPlace = place;
    this.exec =
        (value, data) -> {
          Object sent = form.apply(value);
          if (!sent.equals("")) {
            data.put(place, sent);
          }
        };
    return this;
  }

  /** An exec has the option too, and the content of its files stands there in its request. */
  OptionDraft<V> execContent(String place) {
    this.execPlace = place;
    return this;
  }

  /** A container that exists can be updated with the option. */
  OptionDraft<V> updatable() {
    this.updatable = true;
    return this;
  }

  /** The same from an API version on; older engines drop it without a word. */
  OptionDraft<V> updatable(int major, int minor) {
    this.updatableSince = new ApiVersion(major, minor);
    return updatable();
  }

  /**
   * For files: what the reader finds in them when the run is resolved stands beside the value,
   * which stays as it is, and is what the wire writes.
   */
  OptionDraft<V> content(Reader<V> reader, DataWire<List<String>> wire, String... places) {
    this.reader = reader;
    this.contentWire = wire;
    this.places = List.of(places);
    return this;
  }

  /** Brings a value of a program into the form that its own text reads to. */
  OptionDraft<V> canonical(UnaryOperator<V> canonical) {
    this.canonical = canonical;
    return this;
  }

  OptionDraft<V> resolvedBy(Resolver<V> resolver) {
    this.resolver = resolver;
    return this;
  }

  /** What the caller's side says where the option is not set. */
  OptionDraft<V> unsetResolvesTo(Function<Caller, Optional<V>> unset) {
    this.unset = unset;
    return this;
  }

  OptionDraft<V> since(int major, int minor) {
    this.since = new ApiVersion(major, minor);
    return this;
  }

  /** For values that need a newer API than the option itself. */
  OptionDraft<V> valueSince(Function<V, Optional<ApiVersion>> valueSince) {
    this.valueSince = valueSince;
    return this;
  }

  OptionDraft<V> onlyOn(String system) {
    this.system = system;
    return this;
  }

  OptionDraft<V> deprecated(String reason) {
    this.deprecated = reason;
    return this;
  }

  /** The reference client looks at the value of the last occurrence alone, after all words. */
  OptionDraft<V> checkedLate() {
    this.checkedLate = true;
    return this;
  }

  OptionDraft<V> summary(String sentence) {
    this.summary = sentence;
    return this;
  }

  /** Ends the draft. */
  Option<V> example(String text) {
    this.example = Objects.requireNonNull(text, "text");
    return new Option<>(this);
  }

  /** Each element in the form that the function gives: what most lists need on the wire. */
  static <E> List<Object> each(List<E> elements, Function<E, ?> form) {
    return elements.stream().<Object>map(form).toList();
  }

  private static String camelCase(String flag) {
    String[] words = flag.split("-", -1);
    return words[0]
        + Arrays.stream(words)
            .skip(1)
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
  }
}
