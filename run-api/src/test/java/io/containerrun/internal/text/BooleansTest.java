package io.containerrun.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BooleansTest {
  @ParameterizedTest
  @ValueSource(strings = {"1", "t", "T", "TRUE", "true", "True"})
  void readsTheWordsForTrue(String text) {
    assertThat(Booleans.parse(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "f", "F", "FALSE", "false", "False"})
  void readsTheWordsForFalse(String text) {
    assertThat(Booleans.parse(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "tRUE", "2", " true"})
  void refusesOtherWords(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Booleans.parse(text))
        .withMessage(
            "strconv.ParseBool: parsing \"" + text + "\": invalid syntax; write true or false");
  }
}
