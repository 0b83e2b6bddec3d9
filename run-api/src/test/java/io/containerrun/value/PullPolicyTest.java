package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PullPolicyTest {
  @Test
  void readsItsWords() {
    assertThat(PullPolicy.parse("always")).isEqualTo(PullPolicy.ALWAYS).hasToString("always");
    assertThat(PullPolicy.parse("")).isEqualTo(PullPolicy.NEVER);
  }

  @Test
  void refusesAnotherWord() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PullPolicy.parse("Always"))
        .withMessage(
            "invalid pull option: 'Always': must be one of \"always\", \"missing\" or \"never\";"
                + " write always or missing or never");
  }
}
