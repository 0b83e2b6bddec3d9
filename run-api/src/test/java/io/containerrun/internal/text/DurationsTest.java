package io.containerrun.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "+0, PT0S",
    "1h1m1.5s, PT1H1M1.5S",
    "1.s, PT1S",
    ".5s, PT0.5S",
    "+5s, PT5S",
    "-1s, PT-1S",
    "100us, PT0.0001S",
    "100\u00b5s, PT0.0001S",
    "100\u03bcs, PT0.0001S",
    "1.9ns, PT0.000000001S",
    "1s1s, PT2S",
    "9223372036854775807ns, PT2562047H47M16.854775807S",
    "-9223372036854775808ns, PT-2562047H-47M-16.854775808S",
  })
  void readsNumbersWithUnits(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @CsvSource({
    "'', invalid duration",
    "abc, invalid duration",
    "30, missing unit in duration",
    "5 s, unknown unit \" s\"",
    "1M, unknown unit \"M\"",
    ".s, invalid duration",
    "s, invalid duration",
    "' 5s', invalid duration",
    "-, invalid duration",
    "1s-1s, unknown unit",
    "1.2.3s, missing unit",
    "9223372036854775808ns, invalid duration",
    "2562048h, invalid duration",
    "1s2, missing unit",
  })
  void refusesTextThatIsNoDuration(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse(text))
        .withMessageContaining("time: ")
        .withMessageContaining(reason)
        .withMessageContaining("write ");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT1H, 1h",
    "PT1M30S, 1m30s",
    "PT1.5S, 1.5s",
    "PT0.5S, 500ms",
    "PT0.0001S, 100us",
    "PT0.000000001S, 1ns",
    "PT-1S, -1s",
    "PT1H0.001S, 1h0.001s",
  })
  void printsTheShortestForm(Duration duration, String text) {
    assertThat(Durations.format(duration)).isEqualTo(text);
    assertThat(Durations.parse(text)).isEqualTo(duration);
  }

  @Test
  void refusesToPrintWhatDockerCannotCount() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.format(Duration.ofDays(200_000)))
        .withMessageContaining("use at most 2562047 hours");
  }
}
