package io.containerrun;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Holds typed options. Every change returns a copy; the holder itself stays as it was.
 *
 * @param <R> the type that the changes return
 */
@CheckReturnValue
public sealed interface OptionHolder<R extends OptionHolder<R>>
    permits AttachOptions,
        HealthOptions,
        IdentityOptions,
        LifecycleOptions,
        LoggingOptions,
        MetadataOptions,
        NetworkOptions,
        PlatformOptions,
        ProcessOptions,
        ResourceOptions,
        SecurityOptions,
        StorageOptions {

  /** The value of an option, empty where it is not set. */
  <V> Optional<V> get(Option<V> option);

  /** Whether a switch is on. One that is not set counts as its default. */
  default boolean is(Option<Boolean> option) {
    return get(option).orElseGet(() -> Boolean.valueOf(option.byDefault()));
  }

  /** The values of a repeatable option in their order, none where it is not set. */
  default <E> List<E> all(Option<List<E>> option) {
    return get(option).orElse(List.of());
  }

  /**
   * Sets an option, in place of what it was. An empty list or map forgets it.
   *
   * @throws IllegalArgumentException if an {@link ExecCommand} has no such option
   */
  <V> R with(Option<V> option, V value);

  /**
   * Adds a value to a repeatable option. One with the same key, such as a variable, is replaced.
   */
  default <E> R plus(Option<List<E>> option, E value) {
    List<E> values = new ArrayList<>(all(option));
    values.add(Objects.requireNonNull(value, "value"));
    return with(option, values);
  }

  /**
   * Reads one more occurrence of an option's flag: it replaces the value, or adds to it where the
   * flag may be repeated. The methods of the options that take the text form do the same.
   *
   * @param text what stands behind the flag on a command line, unquoted
   * @throws IllegalArgumentException if the text is no value of the option
   */
  default <V> R withText(Option<V> option, String text) {
    Objects.requireNonNull(text, "text");
    return with(option, option.read(get(option).orElse(null), text));
  }

  /** Adds an entry to an option of named values. One of the same name is replaced. */
  default R plus(Option<Map<String, String>> option, String key, String value) {
    Map<String, String> entries = new TreeMap<>(get(option).orElse(Map.of()));
    entries.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    return with(option, entries);
  }

  /** Forgets an option. */
  R without(Option<?> option);
}
