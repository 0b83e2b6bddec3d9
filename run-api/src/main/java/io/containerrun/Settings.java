package io.containerrun;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The options that are set, with their values, sorted by flag. Immutable. */
final class Settings {

  private final SortedMap<Option<?>, Setting<?>> byOption;

  /** The same by the numbers of their options: rules look up hundreds. */
  private final @Nullable Setting<?>[] byNumber;

  Settings() {
    this(new TreeMap<>());
  }

  Settings(SortedMap<Option<?>, Setting<?>> byOption) {
    this.byOption = Collections.unmodifiableSortedMap(byOption);
    this.byNumber = new Setting<?>[Option.count()];
    for (Setting<?> setting : byOption.values()) {
      byNumber[setting.option().number()] = setting;
    }
  }

  @SuppressWarnings("unchecked") // the number is that of an option of the same type
  <V> @Nullable Setting<V> of(Option<V> option) {
    return (Setting<V>) byNumber[option.number()];
  }

  <V> Optional<V> get(Option<V> option) {
    Setting<V> setting = of(option);
    return setting == null ? Optional.empty() : Optional.of(setting.value());
  }

  Set<Option<?>> options() {
    return byOption.keySet();
  }

  Collection<Setting<?>> all() {
    return byOption.values();
  }

  <V> Settings with(Option<V> option, V value) {
    V canonical = option.canonical(value);
    return canonical == null ? without(option) : with(new Setting<>(option, canonical));
  }

  Settings with(Setting<?> setting) {
    SortedMap<Option<?>, Setting<?>> more = new TreeMap<>(byOption);
    more.put(setting.option(), setting);
    return new Settings(more);
  }

  /** The settings after one more occurrence of an option's flag. */
  <V> Settings plus(Option<V> option, Object occurrence) {
    Setting<V> before = of(option);
    return with(before == null ? Setting.first(option, occurrence) : before.plus(occurrence));
  }

  /** A holder after one more occurrence of an option's flag. */
  @SuppressWarnings("unchecked") // R is the type of the holder itself
  static <R extends OptionHolder<R>> R plus(
      OptionHolder<R> holder, Option<?> option, Object occurrence) {
    return (R)
        (holder instanceof ContainerRun run
            ? run.adding(option, occurrence)
            : ((ExecCommand) holder).adding(option, occurrence));
  }

  Settings without(Option<?> option) {
    SortedMap<Option<?>, Setting<?>> fewer = new TreeMap<>(byOption);
    fewer.remove(option);
    return new Settings(fewer);
  }

  /** The words of a command line, with secrets masked. */
  List<String> maskedWords() {
    return all().stream().flatMap(setting -> setting.maskedWords().stream()).toList();
  }

  /** Replaces what these options name in the environment of its caller by what it stands for. */
  Settings resolve(
      Collection<Option<?>> options,
      Environment environment,
      BiConsumer<Option<?>, Exception> problems) {
    Settings resolved = this;
    for (Option<?> option : options) {
      try {
        Optional<? extends Setting<?>> setting = resolve(option, environment);
        resolved = setting.isPresent() ? resolved.with(setting.get()) : resolved;
      } catch (IOException | IllegalArgumentException problem) {
        problems.accept(option, problem);
      }
    }
    return resolved;
  }

  private Optional<? extends Setting<?>> resolve(Option<?> option, Environment environment)
      throws IOException {
    Setting<?> setting = of(option);
    return setting == null ? option.unset(environment) : Optional.of(setting.resolve(environment));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Settings settings && byOption.equals(settings.byOption);
  }

  @Override
  public int hashCode() {
    return byOption.hashCode();
  }
}
