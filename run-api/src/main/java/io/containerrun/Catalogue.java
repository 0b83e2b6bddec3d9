package io.containerrun;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All options. They are read off {@link ContainerRun}, which inherits them; no list is kept. */
final class Catalogue {

  private static final SortedMap<Option<?>, String> CONSTANTS = constants(ContainerRun.class);
  private static final List<Option<?>> OPTIONS = List.copyOf(CONSTANTS.keySet());
  private static final Map<String, Option<?>> BY_NAME = new HashMap<>();
  private static final Map<Character, Option<?>> BY_LETTER = new HashMap<>();

  static {
    for (Option<?> option : OPTIONS) {
      BY_NAME.put(option.flag(), option);
      option.aliases().forEach(alias -> BY_NAME.put(alias, option));
      option.letter().ifPresent(letter -> BY_LETTER.put(letter, option));
    }
  }

  private Catalogue() {}

  static List<Option<?>> options() {
    return OPTIONS;
  }

  static @Nullable Option<?> byName(String name) {
    return BY_NAME.get(name);
  }

  static @Nullable Option<?> byLetter(char letter) {
    return BY_LETTER.get(letter);
  }

  /** The name of the constant that is the option, such as {@code MEMORY_SWAP}. */
  static String constantName(Option<?> option) {
    return Objects.requireNonNull(CONSTANTS.get(option), option.flag());
  }

  static Set<String> names() {
    return BY_NAME.keySet();
  }

  /** The options that an exec shares with a run, sorted by flag. */
  static List<Option<?>> ofExec() {
    return OPTIONS.stream().filter(option -> option.execPath().isPresent()).toList();
  }

  private static SortedMap<Option<?>, String> constants(Class<?> type) {
    SortedMap<Option<?>, String> constants = new TreeMap<>();
    for (Field field : type.getFields()) {
      if (field.getType() == Option.class) {
        constants.put(constant(field), field.getName());
      }
    }
    return constants;
  }

  private static Option<?> constant(Field field) {
    try {
      return (Option<?>) field.get(null);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError("a constant of a public interface is public", impossible);
    }
  }
}
