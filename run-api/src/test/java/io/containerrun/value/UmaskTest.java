package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UmaskTest {

  @Test
  void printsFourOctalDigits() {
    assertThat(Umask.of(0027)).hasToString("0027").isEqualTo(Umask.parse("0027"));
    assertThat(Umask.of(0)).hasToString("0000");
    assertThat(Umask.of(0777)).hasToString("0777");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 01000})
  void refusesBitsThatAreNoPermissions(int bits) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Umask.of(bits))
        .withMessageStartingWith("umask 0" + Integer.toOctalString(bits))
        .withMessageEndingWith("use 0 to 0777");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "22", "022", "0022", "777", "00000777", ""})
  void knowsWhatEnginesTake(String text) {
    assertThat(Umask.parse(text).isValid()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "0o22", "0x12", "1777", "-1", "u=rwx", " 22"})
  void knowsWhatEnginesDoNotTake(String text) {
    assertThat(Umask.parse(text).isValid()).isFalse();
    assertThat(Umask.parse(text)).hasToString(text);
  }
}
