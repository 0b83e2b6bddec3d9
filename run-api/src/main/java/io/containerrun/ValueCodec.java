package io.containerrun;

import io.containerrun.value.KeyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How an option's value and the occurrences of its flag on a command line turn into each other.
 *
 * @param <V> the type of the value
 */
abstract class ValueCodec<V> {

  final Option.Kind kind;

  private ValueCodec(Option.Kind kind) {
    this.kind = kind;
  }

  /** The value after one more occurrence. */
  abstract V read(@Nullable V before, String text);

  /** The texts of the occurrences that make this value. */
  abstract List<String> print(V value);

  /** An immutable copy in canonical form; null if it is the same as no value at all. */
  abstract @Nullable V canonical(V value);

  /** The last occurrence wins. */
  static <T> ValueCodec<T> one(
      Option.Kind kind, Function<String, T> parse, Function<T, String> print) {
    return new ValueCodec<>(kind) {
      @Override
      T read(@Nullable T before, String text) {
        return parse.apply(text);
      }

      @Override
      List<String> print(T value) {
        return List.of(print.apply(value));
      }

      @Override
      T canonical(T value) {
        return value;
      }
    };
  }

  /** Occurrences add up in their order, repeats included. */
  static <E> ValueCodec<List<E>> many(Function<String, E> parse, Function<E, String> print) {
    return list(parse, print, List::copyOf);
  }

  /** Occurrences add up in their order; of those with equal keys the last stays, at its place. */
  static <E> ValueCodec<List<E>> keyed(
      Function<String, E> parse, Function<E, String> print, Function<E, ?> key) {
    return list(parse, print, all -> lastOfEachKey(all, key));
  }

  private static <E> List<E> lastOfEachKey(List<E> all, Function<E, ?> key) {
    Map<Object, E> kept = new LinkedHashMap<>();
    for (E element : all) {
      Object its = key.apply(element);
      kept.remove(its);
      kept.put(its, element);
    }
    return List.copyOf(kept.values());
  }

  private static <E> ValueCodec<List<E>> list(
      Function<String, E> parse, Function<E, String> print, UnaryOperator<List<E>> canonical) {
    return new ValueCodec<>(Option.Kind.LIST) {
      @Override
      List<E> read(@Nullable List<E> before, String text) {
        List<E> all = new ArrayList<>(before == null ? List.of() : before);
        all.add(parse.apply(text));
        return canonical.apply(all);
      }

      @Override
      List<String> print(List<E> value) {
        return value.stream().map(print).toList();
      }

      @Override
      @Nullable List<E> canonical(List<E> value) {
        return value.isEmpty() ? null : canonical.apply(value);
      }
    };
  }

  /** Occurrences add entries, sorted by name; of those with one name the last stays. */
  static ValueCodec<Map<String, String>> map(Function<String, KeyValue> parse) {
    return new ValueCodec<>(Option.Kind.MAP) {
      @Override
      Map<String, String> read(@Nullable Map<String, String> before, String text) {
        KeyValue entry = parse.apply(text);
        Map<String, String> all = new TreeMap<>(before == null ? Map.of() : before);
        all.put(entry.key(), entry.value());
        return Collections.unmodifiableMap(all);
      }

      @Override
      List<String> print(Map<String, String> value) {
        return value.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
      }

      @Override
      @Nullable Map<String, String> canonical(Map<String, String> value) {
        return value.isEmpty() ? null : Collections.unmodifiableMap(new TreeMap<>(value));
      }
    };
  }
}
