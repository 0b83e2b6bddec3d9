package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTest {

  @ParameterizedTest
  @CsvSource({
    "2048, 2048", "1k, 1024", "1kb, 1024", "1KiB, 1024", "0.5g, 536870912", "'64 m', 67108864",
    "1.5GiB, 1610612736", "10b, 10", "1e3, 1000", ".5k, 512", "1.k, 1024", "0.3b, 0",
    "-0, 0", "-0.0k, 0", "1_000, 1000", "1_0.5_0m, 11010048", "0x10p0, 16", "0X1P4k, 16384",
    "0x_1.8p1, 3",
  })
  void readsEveryFormDockerReads(String text, long bytes) {
    assertThat(Size.parse(text)).isEqualTo(Size.bytes(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "m", "12x", "-1", "10bb", "64  m", "1kbb", " 1", "0x10", "1e", "lots", "-0.1", "1__0",
        "_1", "1_", "1_.5m", "0b1"
      })
  void refusesTextThatIsNotANumberWithAUnit(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Size.parse(text))
        .withMessageContaining("invalid size: '" + text + "'")
        .withMessageContaining("write a number and a unit, such as 512m or 2g");
  }

  @Test
  void refusesMoreThanAnEngineCanCount() {
    assertThat(Size.parse("9223372036854774784")).hasToString("9007199254740991k");
    assertThatIllegalArgumentException().isThrownBy(() -> Size.bytes(Long.MAX_VALUE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Size.parse("8192p"))
        .withMessageContaining("more than an engine can count");
  }

  @Test
  void printsInTheLargestUnitThatDividesEvenly() {
    assertThat(Size.mebibytes(1_024)).hasToString("1g");
    assertThat(Size.mebibytes(1_536)).hasToString("1536m");
    assertThat(Size.bytes(1)).hasToString("1b");
    assertThat(Size.bytes(0)).hasToString("0");
  }

  @Test
  void refusesANegativeAmount() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Size.bytes(-1))
        .withMessage("size -1 is negative: use 0 or more bytes");
  }

  @Test
  void comparesByAmount() {
    assertThat(Size.kibibytes(1))
        .isLessThan(Size.mebibytes(1))
        .isEqualByComparingTo(Size.bytes(1024));
    assertThat(Size.gibibytes(1)).isGreaterThan(Size.mebibytes(1023));
  }
}
