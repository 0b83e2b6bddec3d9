package io.containerrun.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineAddressTest {

  @ParameterizedTest
  @CsvSource({
    "unix:///var/run/docker.sock, unix:///var/run/docker.sock",
    "' tcp://10.0.0.1:2375 ', tcp://10.0.0.1:2375",
    "tcp://engine, tcp://engine:2375",
    "engine:4000, tcp://engine:4000",
    ":4000, tcp://localhost:4000",
    "tcp://:4000, tcp://localhost:4000",
    "tcp://[::1]:2375, tcp://[::1]:2375",
    "tcp://host:1/base/, tcp://host:1/base",
    "http://host:1, tcp://host:1",
    "https://host, https://host:2376",
    "https://host:443/docker/, https://host:443/docker",
  })
  void readsEveryFormDockerReads(String text, String canonical) {
    EngineAddress address = EngineAddress.parse(text);
    assertThat(address).hasToString(canonical);
    assertThat(EngineAddress.parse(address.toString())).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "unix://relative", "gopher://x", "tcp://a b", "tcp://host:1?x=y"})
  void refusesWhatIsNoAddress(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineAddress.parse(text))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining("use unix:///path/to/socket");
  }

  @ParameterizedTest
  @ValueSource(strings = {"npipe:////./pipe/docker_engine", "ssh://host", "fd://"})
  void saysWhatIsNotSupported(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineAddress.parse(text))
        .withMessageContaining("is not supported; use a unix socket or tcp");
  }
}
