package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortRangeTest {

  @Test
  void readsOnePortAndSeveral() {
    assertThat(PortRange.parse("0080")).isEqualTo(PortRange.of(80)).hasToString("80");
    assertThat(PortRange.parse("80-90")).isEqualTo(PortRange.of(80, 90)).hasToString("80-90");
    assertThat(PortRange.parse("80-80")).hasToString("80");
    assertThat(PortRange.of(0, 65_535).size()).isEqualTo(65_536);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "-1", "+1", "80-", "65536", "90-80", "1e3", " 80", "99999999999"})
  void refusesWhatIsNoRangeOfPorts(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortRange.parse(text))
        .withMessageContaining("; write ");
  }

  @Test
  void refusesPortsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortRange.of(65_536))
        .withMessage("port 65536 is out of range; use 0 to 65535");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortRange.of(-1))
        .withMessageContaining("port -1 is out of range");
  }
}
