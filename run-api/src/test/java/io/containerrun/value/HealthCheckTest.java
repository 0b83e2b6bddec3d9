package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthCheckTest {
  @Test
  void isBuiltStepByStep() {
    HealthCheck.Shell check =
        HealthCheck.shell("pg_isready")
            .every(Duration.ofSeconds(2))
            .timeout(Duration.ofSeconds(1))
            .retries(3)
            .startPeriod(Duration.ofMinutes(1))
            .startInterval(Duration.ofMillis(500));
    assertThat(check)
        .isEqualTo(
            new HealthCheck.Shell(
                "pg_isready",
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                3,
                Duration.ofMinutes(1),
                Duration.ofMillis(500)));
  }

  @Test
  void refusesNegativeValuesAndAnEmptyCommand() {
    HealthCheck.Shell check = HealthCheck.shell("true");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check.timeout(Duration.ofSeconds(-1)))
        .withMessageContaining("--health-timeout cannot be negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check.retries(-1))
        .withMessageContaining("--health-retries cannot be negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HealthCheck.shell(""))
        .withMessageContaining("use HealthCheck.none()");
  }
}
