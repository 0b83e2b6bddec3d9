package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Reads a word out of a few: the constants of an enum by their text. */
final class Choice {

  private Choice() {}

  /**
   * The constant that prints as the text.
   *
   * @param problem what is wrong with any other text; the words to write instead are added
   */
  static <E extends Enum<E>> E of(E[] constants, String text, String problem) {
    for (E constant : constants) {
      if (constant.toString().equals(text)) {
        return constant;
      }
    }
    throw Secrets.refusal(
        problem
            + "; write "
            + Arrays.stream(constants)
                .map(Object::toString)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" or ")));
  }
}
