package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardStreamTest {
  @ParameterizedTest
  @ValueSource(strings = {"stdout", "STDOUT", "StdOut"})
  void readsItsNameInAnyCase(String text) {
    assertThat(StandardStream.parse(text)).isEqualTo(StandardStream.STDOUT).hasToString("stdout");
  }

  @Test
  void refusesAnotherWord() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StandardStream.parse("1"))
        .withMessageContaining("valid streams are STDIN, STDOUT and STDERR; write stdin");
  }
}
