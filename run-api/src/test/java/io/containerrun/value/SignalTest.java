package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTest {
  @ParameterizedTest
  @CsvSource({
    "SIGTERM, 15",
    "term, 15",
    "SigKill, 9",
    "9, 9",
    "RTMIN+3, 37",
    "SIGRTMAX-1, 63",
    "IOT, 6",
    "POLL, 29",
    "-1, -1",
    "100, 100",
  })
  void knowsTheNumbersOfLinux(String text, int number) {
    assertThat(Signal.parse(text).number()).hasValue(number);
    assertThat(Signal.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0000000000",
        "FOO",
        "RTMIN+16",
        "SIG",
        "99999999999999999999",
        "SIGSIGTERM"
      })
  void holdsWhatEnginesRefuse(String text) {
    assertThat(Signal.parse(text).isKnown()).isFalse();
  }

  @Test
  void namesEverySignal() {
    assertThat(Signal.known()).hasSize(65).contains("TERM", "RTMIN+15", "RTMAX-14");
    assertThat(Signal.of(9).number()).isEqualTo(Signal.KILL.number());
  }
}
