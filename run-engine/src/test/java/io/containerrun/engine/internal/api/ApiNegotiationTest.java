package io.containerrun.engine.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.Option;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiNegotiationTest {

  /** An option of a newer version could never be sent. */
  @Test
  void theNewestVersionKnowsEveryOption() {
    assertThat(Option.all().stream().map(Option::since).flatMap(Optional::stream))
        .isNotEmpty()
        .allMatch(ApiNegotiation.NEWEST::isAtLeast);
  }
}
