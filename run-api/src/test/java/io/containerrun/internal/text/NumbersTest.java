package io.containerrun.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "512, 512",
    "+5, 5",
    "-5, -5",
    "010, 8",
    "0o17, 15",
    "0B101, 5",
    "0xfF, 255",
    "1_000, 1000",
    "0x_1, 1",
    "0_7, 7",
    "0, 0",
    "-0, 0",
    "00, 0",
    "-9223372036854775808, -9223372036854775808",
    "0x7fffffffffffffff, 9223372036854775807",
  })
  void readsEveryBase(String text, long number) {
    assertThat(Numbers.parseInt64(text)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", "abc", "1.5", "1e3", " 5", "08", "0x", "1__0", "_1", "1_", "10s", "0b2", "--1"
      })
  void refusesTextThatIsNoWholeNumber(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Numbers.parseInt64(text))
        .withMessageContaining("strconv.ParseInt: parsing \"" + text + "\": invalid syntax")
        .withMessageContaining("write a whole number such as 512");
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Numbers.parseInt64("9223372036854775808"))
        .withMessageContaining("value out of range");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Numbers.parseUint16("65536"))
        .withMessageContaining("strconv.ParseUint: parsing \"65536\": value out of range");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Numbers.parseUint64("18446744073709551616"))
        .withMessageContaining("value out of range");
  }

  @Test
  void readsNumbersWithoutSign() {
    assertThat(Numbers.parseUint16("0x64")).isEqualTo(100);
    assertThat(Numbers.parseUint64("18446744073709551615"))
        .isEqualTo(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "+1", ""})
  void refusesASignWhereThereIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Numbers.parseUint16(text))
        .withMessageContaining("invalid syntax");
  }
}
