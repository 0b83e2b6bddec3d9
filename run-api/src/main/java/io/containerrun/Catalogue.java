package io.containerrun;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All options. They are read off {@link ContainerRun}, which inherits them: nobody keeps a list.
 */
final class Catalogue {

  private static final List<Option<?>> OPTIONS = readOptions();
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

  static Set<String> names() {
    return BY_NAME.keySet();
  }

  private static List<Option<?>> readOptions() {
    List<Option<?>> options = new ArrayList<>();
    for (Field field : ContainerRun.class.getFields()) {
      if (field.getType() == Option.class) {
        options.add(constant(field));
      }
    }
    options.sort(null);
    return List.copyOf(options);
  }

  private static Option<?> constant(Field field) {
    try {
      return (Option<?>) field.get(null);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError("a constant of a public interface is public", impossible);
    }
  }
}
