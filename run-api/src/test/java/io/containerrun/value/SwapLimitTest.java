package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwapLimitTest {
  @Test
  void readsASizeOrMinusOne() {
    assertThat(SwapLimit.parse("2GiB"))
        .isEqualTo(SwapLimit.of(Size.gibibytes(2)))
        .hasToString("2g");
    assertThat(SwapLimit.parse("-1")).isEqualTo(SwapLimit.unlimited()).hasToString("-1");
    assertThat(SwapLimit.unlimited().bytes()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1b", "-2", "unlimited", ""})
  void refusesOtherNegativesAndWords(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SwapLimit.parse(text))
        .withMessageContaining("invalid size: '" + text + "'");
  }

  @Test
  void refusesANegativeNumberOfBytes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SwapLimit(-2))
        .withMessageContaining("use 0 or more bytes, or -1 for no limit");
  }
}
