package io.containerrun.engine.internal.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class NanosTest {

  @Test
  void areThoseOfTheLimit() {
    assertThat(Nanos.of(Duration.ofMillis(1_500))).isEqualTo(1_500_000_000);
    assertThat(Nanos.of(Duration.ofSeconds(-1))).isEqualTo(-1_000_000_000);
  }

  @Test
  void ofALimitThatStandsForNoneAreYears() {
    for (Duration limit :
        new Duration[] {
          Duration.ofMillis(Long.MAX_VALUE),
          Duration.ofSeconds(Long.MAX_VALUE),
          ChronoUnit.FOREVER.getDuration()
        }) {
      assertThat(Nanos.of(limit)).isGreaterThan(Duration.ofDays(20_000).toNanos());
      assertThat(Long.MAX_VALUE - Nanos.of(limit)).isGreaterThan(2 * Nanos.of(limit));
    }
  }
}
