package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "' ::1 ', ::1",
    "2001:DB8::68, 2001:db8::68",
    "::, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
    "::ffff:1.2.3.4, 1.2.3.4",
    "64:ff9b::1.2.3.4, 64:ff9b::102:304",
    "1::, 1::",
    "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
    "0:0:1:0:0:0:0:0, 0:0:1::",
  })
  void readsAnAddressIntoItsCanonicalForm(String text, String canonical) {
    assertThat(IpAddress.parse(text)).hasToString(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[::1]",
        "08.8.8.8",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "fe80::1%eth0",
        ":::1",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7::8",
        "12345::",
        ":1",
        "1:",
        "1.2.3.4::",
        "::1.2.3.4:5",
        "+1.2.3.4",
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IpAddress.parse(text))
        .withMessageStartingWith("IP address is not correctly formatted: " + text + "; write");
  }

  @Test
  void tellsTheTwoFamiliesApart() {
    assertThat(IpAddress.parse("10.0.0.5").isIpv4()).isTrue();
    assertThat(IpAddress.parse("fe80::1").isIpv6()).isTrue();
    assertThat(IpAddress.parse("fe80::1").isIpv4()).isFalse();
  }
}
