package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceCgroupRuleTest {
  @ParameterizedTest
  @ValueSource(strings = {"c 42:* rmw", "b 8:0 rw", "a *:* m", "c 1:1 rrr"})
  void keepsARuleAsItIs(String text) {
    assertThat(DeviceCgroupRule.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x 1:1 r", "c 1 r", "c 1:1 ", "c  1:1 r", "c 1:1 R", "c 1:1 r\n"})
  void refusesOtherForms(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeviceCgroupRule.parse(text))
        .withMessageContaining("invalid device cgroup format '" + text + "'");
  }
}
