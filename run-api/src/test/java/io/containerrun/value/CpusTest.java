package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpusTest {
  @ParameterizedTest
  @CsvSource({
    "1.5, 1.5", ".5, 0.5", "2., 2", "1e1, 10", "1e-9, 0.000000001", "1/2, 0.5", "-1, -1",
        "-2/4, -0.5",
    "0x2, 2", "0x1.8, 1.5", "0b11, 3", "0o17, 15", "010, 10", "010/2, 4", "1_000, 1000", "1p1, 2",
    "0x1p-1, 0.5", "0, 0", "0e9999999, 0", "9223372036.854775807, 9223372036.854775807", "+1, 1",
  })
  void readsEveryFormOfANumber(String text, String printed) {
    assertThat(Cpus.parse(text)).hasToString(printed).isEqualTo(Cpus.parse(printed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "foo",
        "1,5",
        "inf",
        "NaN",
        "1e",
        "0x1e+5",
        "1/0",
        "1/-2",
        "1/2.5",
        "1/08",
        "1__0",
        "_1",
        "1_",
        "0x",
        ".",
        "1 ",
        "1e99999999",
        "1_.5",
        "1._5",
        "1e_5",
        "0x.",
      })
  void refusesTextThatIsNoNumber(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cpus.parse(text))
        .withMessageContaining("failed to parse " + text + " as a rational number")
        .withMessageContaining("write a number such as 1.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/3", "0.0000000001", "1e-32", "1e-999999", "1p-999999"})
  void refusesMoreThanNineDecimals(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cpus.parse(text))
        .withMessageContaining("value is too precise");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372037", "1e400", "1e999999", "1p64"})
  void refusesMoreThanAnEngineCanCount(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cpus.parse(text))
        .withMessageContaining("value is too large");
  }

  @Test
  void takesANumberAsItIsWritten() {
    assertThat(Cpus.of(0.1).nano()).isEqualTo(100_000_000);
    assertThat(Cpus.of(1.5)).isEqualTo(Cpus.of("1.5")).isGreaterThan(Cpus.of(1));
    assertThatIllegalArgumentException().isThrownBy(() -> Cpus.of(Double.NaN));
  }
}
