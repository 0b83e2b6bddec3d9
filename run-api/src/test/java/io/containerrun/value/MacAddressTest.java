package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "92:d0:c6:0a:29:33",
        "92-D0-C6-0A-29-33",
        "0242.ac11.0002",
        " 02:42:ac:11:00:02 ",
        "01:02:03:04:05:06:07:08",
        "0102.0304.0506.0708",
        "00:00:00:00:fe:80:00:00:00:00:00:00:02:00:5e:10:00:00:00:01",
        "0000.0000.fe80.0000.0000.0000.0200.5e10.0000.0001",
      })
  void keepsAnAddressAsTyped(String text) {
    assertThat(MacAddress.parse(text)).hasToString(text);
  }

  @Test
  void emptyTextLeavesItToTheEngine() {
    assertThat(MacAddress.parse("")).isEqualTo(MacAddress.GENERATED).hasToString("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foobar",
        "02:42:ac:11:00",
        "2:42:ac:11:0:2",
        "02:42-ac:11:00:02",
        "0242ac110002",
        "01:02:03:04:05:06:07",
        "0242.ac11",
        "02:42:ac:11:00:0g",
      })
  void refusesWhatIsNoHardwareAddress(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MacAddress.parse(text))
        .withMessageStartingWith(text + " is not a valid mac address; write six bytes");
  }
}
