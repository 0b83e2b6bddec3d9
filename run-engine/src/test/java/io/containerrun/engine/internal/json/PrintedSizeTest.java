package io.containerrun.engine.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.value.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintedSizeTest {

  @ParameterizedTest
  @CsvSource({
    "10.74GB, 10g",
    "107.4GB, 100g",
    "21.47GB, 20g",
    "5.369GB, 5g",
    "1.074GB, 1g",
    "536.9MB, 512m",
    "1.1TB, 1t",
    "65.54kB, 64k",
    "16B, 16",
    "10.74 GB, 10g"
  })
  void isTheRoundestSizeThatIsPrintedSo(String text, String size) {
    assertThat(PrintedSize.read(text)).contains(Size.parse(size));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GB", "10.74", "10.74gb", "much", "-1GB", "12345678901234567890PB"})
  void isUnknownForAnyOtherText(String text) {
    assertThat(PrintedSize.read(text)).isEmpty();
  }
}
