package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposedPortTest {

  @Test
  void expandsARangeToSinglePorts() {
    assertThat(ExposedPort.parse("1-3/sctp").containerPorts())
        .containsExactly("1/sctp", "2/sctp", "3/sctp");
    assertThat(ExposedPort.parse("80-80").containerPorts()).containsExactly("80/tcp");
  }

  @ParameterizedTest
  @CsvSource({
    "80, 80",
    "80/, 80",
    "80/tcp, 80",
    "80/TCP, 80/TCP",
    "53/UDP, 53/UDP",
    "1-2/x, 1-2/x",
    "0, 0"
  })
  void printsTheProtocolUnlessItIsTcp(String text, String canonical) {
    assertThat(ExposedPort.parse(text)).hasToString(canonical);
    assertThat(ExposedPort.parse(canonical)).isEqualTo(ExposedPort.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "80:80 | invalid port format for --expose: 80:80",
        "/udp | invalid range format for --expose: /udp, error: empty string specified for ports",
        "abc | invalid range format for --expose: abc, error: strconv.ParseUint: parsing \"abc\": invalid syntax",
        "80000 | invalid range format for --expose: 80000, error: strconv.ParseUint: parsing \"80000\": value out of range",
      })
  void refusesWhatIsNoPort(String text, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExposedPort.parse(text))
        .withMessageStartingWith(problem + "; write");
  }

  @Test
  void refusesAProtocolThatWouldReadDifferently() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExposedPort(PortRange.of(80), ""))
        .withMessageStartingWith("invalid proto");
    assertThat(ExposedPort.of(53).udp()).isEqualTo(ExposedPort.parse("53/udp"));
  }
}
