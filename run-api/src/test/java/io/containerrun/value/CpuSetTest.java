package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuSetTest {
  @Test
  void listsNumbersAndRanges() {
    assertThat(CpuSet.of(0, 2)).hasToString("0,2");
    assertThat(CpuSet.range(0, 3)).hasToString("0-3");
    assertThat(CpuSet.parse(" 0")).hasToString(" 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0-3", "0-2,5", "7,7-7"})
  void knowsTheFormThatEnginesTake(String text) {
    assertThat(CpuSet.parse(text).isValid()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {" 0", "abc", "1,,2", "1-10,11--", "3-1", "-1", "1,"})
  void knowsTheFormsThatEnginesRefuse(String text) {
    assertThat(CpuSet.parse(text).isValid()).isFalse();
  }

  @Test
  void refusesNegativeNumbersAndBackwardRanges() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CpuSet.of(-1))
        .withMessageContaining("use 0 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CpuSet.range(3, 1))
        .withMessageContaining("write the smaller number first");
  }
}
