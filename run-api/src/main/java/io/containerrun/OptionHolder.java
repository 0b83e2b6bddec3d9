package io.containerrun;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
    List<E> added = option.canonical(List.of(Objects.requireNonNull(value, "value")));
    return Settings.plus(this, option, Objects.requireNonNull(added).get(0));
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
    return Settings.plus(this, option, option.occurrence(text));
  }

  /** Adds an entry to an option of named values. One of the same name is replaced. */
  default R plus(Option<Map<String, String>> option, String key, String value) {
    Objects.requireNonNull(key, "key");
    return Settings.plus(this, option, Map.entry(key, Objects.requireNonNull(value, "value")));
  }

  /** Forgets an option. */
  R without(Option<?> option);
}
