package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceLimitTest {
  @Test
  void readsAPathAndALimit() {
    assertThat(WeightDevice.parse("/dev/sda:200")).isEqualTo(WeightDevice.of("/dev/sda", 200));
    assertThat(WeightDevice.parse("/dev/sda:0010").weight()).isEqualTo(10);
    assertThat(BytesRate.parse("/dev/sda:1mb"))
        .isEqualTo(BytesRate.of("/dev/sda", Size.mebibytes(1)))
        .hasToString("/dev/sda:1m");
    assertThat(OperationsRate.parse("/dev/sda:18446744073709551615").perSecond())
        .isEqualTo(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));
    assertThat(OperationsRate.of("/dev/sda", 1000)).hasToString("/dev/sda:1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/sda", ":100", ""})
  void refusesTextWithoutAPathAndALimit(String text) {
    assertRefused(text, "bad format: " + text + "; write /dev/name:limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sda:100", "/sda:500", "dev/sda:1"})
  void refusesAPathOutsideDev(String text) {
    assertRefused(text, "bad format for device path: " + text + "; write a path under /dev/");
  }

  private static void assertRefused(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightDevice.parse(text))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BytesRate.parse(text))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperationsRate.parse(text))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "1001", "70000", "-1", "1.5", "+10", ""})
  void refusesAWeightOutOfRange(String weight) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightDevice.parse("/dev/sda:" + weight))
        .withMessage(
            "invalid weight for device: /dev/sda:"
                + weight
                + "; write a weight from 10 to 1000, or 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "", "1:2", "x"})
  void refusesARateThatIsNoSize(String rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BytesRate.parse("/dev/sda:" + rate))
        .withMessageStartingWith(
            "invalid rate for device: /dev/sda:" + rate + ". The correct format");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "1mb", "", "1k", "0x10", "+1", "18446744073709551616"})
  void refusesARateThatIsNoWholeNumber(String rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperationsRate.parse("/dev/sda:" + rate))
        .withMessageStartingWith(
            "invalid rate for device: /dev/sda:" + rate + ". The correct format");
  }

  @Test
  void refusesAPathWithAColon() {
    assertThatIllegalArgumentException().isThrownBy(() -> WeightDevice.of("/dev/a:b", 10));
    assertThatIllegalArgumentException().isThrownBy(() -> OperationsRate.of("/dev/sda", -1));
  }
}
