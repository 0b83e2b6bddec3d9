package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetachKeysTest {
  @Test
  void tellsTheBytesOfItsKeys() {
    assertThat(DetachKeys.DEFAULT.codes()).containsExactly(16, 17);
    assertThat(DetachKeys.parse("").codes()).containsExactly(16, 17);
    assertThat(DetachKeys.parse("ctrl-@,a,DEL,ctrl-_,ctrl-[").codes())
        .containsExactly(0, 97, 127, 31, 27);
  }

  @ParameterizedTest
  @ValueSource(strings = {"invalid", "ctrl-A", "ctrl-", "a,,b", "é", "del", ","})
  void holdsWhatEnginesRefuse(String text) {
    DetachKeys keys = DetachKeys.parse(text);
    assertThat(keys.isValid()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(keys::codes)
        .withMessageContaining("Unknown character");
  }
}
