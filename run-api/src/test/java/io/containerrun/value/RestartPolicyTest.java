package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartPolicyTest {
  @ParameterizedTest
  @CsvSource({
    "'', no, 0, no",
    "no, no, 0, no",
    "always, always, 0, always",
    "always:, always, 0, always",
    "unless-stopped, unless-stopped, 0, unless-stopped",
    "on-failure:0, on-failure, 0, on-failure",
    "on-failure:3, on-failure, 3, on-failure:3",
    "on-failure:-1, on-failure, -1, on-failure:-1",
    "no:3, no, 3, no:3",
    "bogus, bogus, 0, bogus",
    "ALWAYS, ALWAYS, 0, ALWAYS",
    "any:123, any, 123, any:123",
  })
  void readsANameAndANumber(String text, String name, long retries, String printed) {
    RestartPolicy policy = RestartPolicy.parse(text);
    assertThat(policy.name()).isEqualTo(name);
    assertThat(policy.maxRetries()).isEqualTo(retries);
    assertThat(policy).hasToString(printed).isEqualTo(RestartPolicy.parse(printed));
  }

  @ParameterizedTest
  @CsvSource({
    ":1, no policy provided before colon", ":, no policy provided before colon",
    "always:2:3, maximum retry count must be an integer",
        "always:x, maximum retry count must be an integer",
    "on-failure:9223372036854775808, maximum retry count must be an integer",
  })
  void refusesWhatHasNoNameOrNoNumber(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RestartPolicy.parse(text))
        .withMessageContaining("invalid restart policy format: " + reason)
        .withMessageContaining("write on-failure:3");
  }

  @Test
  void restartsUnlessItIsNo() {
    assertThat(RestartPolicy.no().restarts()).isFalse();
    assertThat(RestartPolicy.parse("no:3").restarts()).isFalse();
    assertThat(RestartPolicy.onFailure().restarts()).isTrue();
    assertThat(RestartPolicy.parse("bogus").restarts()).isTrue();
  }

  @Test
  void hasOneTypeForEachPolicy() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RestartPolicy.Other("always", 0))
        .withMessageContaining("use its factory");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RestartPolicy.onFailure(-1))
        .withMessageContaining("use 0 for no limit");
  }
}
