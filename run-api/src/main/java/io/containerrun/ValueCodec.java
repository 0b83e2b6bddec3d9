package io.containerrun;

import io.containerrun.value.KeyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** What one occurrence says. */
  abstract Object occurrence(String text);

  /** The value after more occurrences, at least one. */
  abstract V join(@Nullable V before, List<Object> occurrences);

  /** The texts of the occurrences that make this value. */
  abstract List<String> print(V value);

  /** The same as they print themselves, which may be without secrets that they know of. */
  List<String> show(V value) {
    return print(value);
  }

  /** An immutable copy in canonical form; null if it is the same as no value at all. */
  abstract @Nullable V canonical(V value);

  /** The last occurrence wins. */
  static <T> ValueCodec<T> one(
      Option.Kind kind, Function<String, T> parse, Function<T, String> print) {
    return new ValueCodec<>(kind) {
      @Override
      Object occurrence(String text) {
        return Objects.requireNonNull(parse.apply(text));
      }

      @Override
      @SuppressWarnings("unchecked") // an occurrence is of the type of the value
      T join(@Nullable T before, List<Object> occurrences) {
        return (T) occurrences.get(occurrences.size() - 1);
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
      Object occurrence(String text) {
        return Objects.requireNonNull(parse.apply(text));
      }

      @Override
      @SuppressWarnings("unchecked") // an occurrence is an element
      List<E> join(@Nullable List<E> before, List<Object> occurrences) {
        List<E> all = new ArrayList<>(before == null ? List.of() : before);
        all.addAll((List<E>) occurrences);
        return canonical.apply(all);
      }

      @Override
      List<String> print(List<E> value) {
        return value.stream().map(print).toList();
      }

      @Override
      List<String> show(List<E> value) {
        return value.stream().map(Object::toString).toList();
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
      Object occurrence(String text) {
        KeyValue entry = parse.apply(text);
        return Map.entry(entry.key(), entry.value());
      }

      @Override
      @SuppressWarnings("unchecked") // an occurrence is an entry
      Map<String, String> join(@Nullable Map<String, String> before, List<Object> occurrences) {
        Map<String, String> all = new TreeMap<>(before == null ? Map.of() : before);
        for (Object occurrence : occurrences) {
          Map.Entry<String, String> entry = (Map.Entry<String, String>) occurrence;
          all.put(entry.getKey(), entry.getValue());
        }
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
