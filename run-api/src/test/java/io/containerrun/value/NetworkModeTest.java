package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkModeTest {

  @ParameterizedTest
  @ValueSource(strings = {"default", "bridge", "host", "none", "container:web", "container:"})
  void readsTheWordsThatNameNoNetworkOfTheUsers(String text) {
    assertThat(NetworkMode.parse(text)).hasToString(text);
    assertThat(NetworkMode.parse(text).isUserDefined()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"my-net", "My Net", "container", "Host", "ns:/proc/1/ns/net", "nat"})
  void takesAnyOtherTextForTheNameOfANetwork(String text) {
    assertThat(NetworkMode.parse(text)).isEqualTo(NetworkMode.named(text)).hasToString(text);
    assertThat(NetworkMode.parse(text).isUserDefined()).isTrue();
  }

  @Test
  void refusesABlankName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkMode.parse(" "))
        .withMessageStartingWith("no name set for network; write");
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "default", "container:web"})
  void refusesAReservedWordAsAName(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkMode.named(text))
        .withMessageContaining("is not a user-defined network");
  }
}
